"""From bytes to the parts of a safe file."""
