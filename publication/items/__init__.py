"""主动公开基本目录: its rows are added, revised and ended, proposed by one person and approved by another."""
