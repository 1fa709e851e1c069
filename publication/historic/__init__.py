"""历史公开登记: what was public before this system, as rows of a list (manage.py import_register)."""
