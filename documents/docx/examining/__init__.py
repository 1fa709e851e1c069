"""What is wrong with a file: form, hidden content, 密级 marks."""
