"""The check of the rule book that the journal keeps."""

from audit.facts import Link
from common.rules import rule


@rule(
    84,
    basis="网络安全法（日志留存不少于六个月）；GB/T 22239-2019 8.1.4.3",
    sentence="留痕只能追加、逐条以SM3串联，改动、删除、插入任何一条都能查出；仅审计管理员可以导出",
    facts=Link,
    acts=("journal.verify",),
)
def is_linked(facts: Link) -> bool:
    """Test if the row follows the one before it and its digest is that of its columns."""
    return (facts.serial, facts.previous, facts.hash) == (
        facts.serial_due,
        facts.previous_due,
        facts.hash_due,
    )
