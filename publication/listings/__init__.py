"""门户条目 that no release stands behind: taken down, or of another validity, by two people."""
