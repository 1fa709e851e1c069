"""规范性文件: how long they are valid, what changed that, clean-up campaigns and their published results."""
