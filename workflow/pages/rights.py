"""公开的依据 on the page of a document (templates/workflow/rights.html)."""

from typing import Any

from django.urls import reverse

from documents.choices import Status
from documents.models import Document
from publication.models import Consent
from publication.rights import consents_of, joint_link
from workflow.forms.rights import ConsentForm, JointLinkForm


def rights_of(document: Document) -> list[tuple[str, str]]:
    """Return whose the document is and what is on record of it; nothing for what is all our own (no query then)."""
    found = []
    if document.led_by:
        link = joint_link(document.pk)
        found.append(("牵头机关", f"{document.led_by}（由其公开）"))
        found.append(("牵头机关公开网址", link.url if link else "尚未登记"))
    if document.forwarded_from:
        consents = consents_of(document.pk)
        found.append(("转发文件的制作机关", document.forwarded_from))
        found.append(("制作机关的公开或同意", "；".join(map(_said, consents)) or "尚未登记，不能公开"))
    return found


def _said(consent: Consent) -> str:
    return f"{consent.get_kind_display()} {consent.given_on:%Y-%m-%d} {consent.url or consent.letter}"


def rights_page(document: Document, **typed: Any) -> dict[str, Any]:
    """Return the context of the page; `typed` are the forms of the refused act, by act."""
    links = document.led_by and document.status == Status.FILED
    return {
        "document": document,
        "document_url": reverse("workflow:document", args=[document.pk]),
        "attribute": document.decision.attribute if document.decision else "",
        "facts": rights_of(document),
        "consent": (typed.get("consent") or ConsentForm(prefix="consent")) if document.forwarded_from else None,
        "link": (typed.get("link") or JointLinkForm(prefix="link")) if links else None,
    }
