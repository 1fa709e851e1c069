"""What notices write into the journal."""

from audit import verbs

verbs.register({"notices.preferred": "%(by)s 修改本人的提醒设置"})
