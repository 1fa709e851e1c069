"""目录信息: what the catalogue says of a document and no desk has judged; it may be corrected after the release."""

from datetime import datetime

from accounts.models import User
from audit import services as audit
from documents.choices import Topic
from documents.models import Document

FIELDS = {"summary": "内容概述", "topic": "主题分类"}


def describe(
    *, document: Document, summary: str, topic: str, by: User, on_behalf_of: User | None = None, at: datetime
) -> list[str]:
    """Set summary and topic of a locked document; return the Chinese names of what changed."""
    wanted = {"summary": summary.strip(), "topic": Topic(topic).value}
    changed = [name for name, value in wanted.items() if getattr(document, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(document, name, wanted[name])
    document.save(update_fields=changed)
    labels = [FIELDS[name] for name in changed]
    audit.record(
        chain=f"document:{document.pk}",
        verb="document.describe",
        facts={"fields": labels},
        by=by,
        on_behalf_of=on_behalf_of,
        at=at,
    )
    return labels
