"""What the calendar writes into the journal."""

from audit import verbs

verbs.register({"calendar.imported": "%(by)s 录入 %(year)s 年放假安排（第 %(version)s 版，%(days)s 天）"})
