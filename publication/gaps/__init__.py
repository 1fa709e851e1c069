"""公开缺口: which numbers of a series have no public document, and why (国办发〔2016〕80号 一(一); 条例13、26)."""
