"""公开核验: the portal is fetched again as a reader would, and compared byte for byte."""
