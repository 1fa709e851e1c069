"""The token of a page: which state of task and document the person had before the eyes."""

from documents.models import Document
from review.validity import Present
from workflow.models import DeskTask


def token_of(task: DeskTask, present: Present) -> str:
    """Return the token that a desk's form carries and that the act must bring back unchanged."""
    digests = (present.content, present.public, present.decision, present.routing, present.plan)
    return ".".join([str(task.pk), str(task.revision), *(digest[:12] for digest in digests)])


def what_changed(token: str, task: DeskTask, present: Present) -> str:
    """Return in words what is different from the page's token, empty when nothing is."""
    fresh = token_of(task, present).split(".")
    old = token.split(".")
    if len(old) != len(fresh):
        return "页面已过期"
    labels = ("任务", "任务状态", "正文", "区分处理", "公开属性", "文种、主送等要素", "解读方案")
    return "、".join(label for label, a, b in zip(labels, old, fresh, strict=True) if a != b)


PARTS = ("公文", "状态", "发文字号", "公开文本")


def document_token(document: Document, public: object = "") -> str:
    """Return the token of a page about a registered document; `public` names the public text that it showed."""
    return f"{document.pk}.{document.status}.{document.number_id or 0}.{public}"


def changed_on(token: str, fresh: str) -> str:
    """Return in words what is different from the page's token, empty when nothing is."""
    old, new = token.split("."), fresh.split(".")
    if len(old) != len(new):
        return "页面已过期"
    return "、".join(label for label, a, b in zip(PARTS, old, new, strict=True) if a != b)


def draft_token(document: Document) -> str:
    """Return the token of a draft's page: text and moment of the last change (`version` loaded)."""
    serial = document.version.serial if document.version else 0
    return f"{document.pk}.{serial}.{document.changed_at.timestamp():.6f}"
