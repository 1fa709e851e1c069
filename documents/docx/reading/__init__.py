"""From the parts of a file to the typed model."""
