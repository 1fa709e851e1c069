"""LibreOffice where it is installed: PDFs, the fonts that they lack."""
