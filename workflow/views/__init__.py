"""The office's pages about documents: HTTP in, one call of a service or selector, HTTP out."""
