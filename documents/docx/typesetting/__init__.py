"""Setting a content by GB/T 9704-2012: as a .docx, and as accessible HTML."""
