"""What the outbox writes into the journal."""

from audit import verbs

verbs.register({"outbox.redelivered": "%(by)s 重新投递后台事项 %(entry)s"})
