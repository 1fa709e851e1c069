"""联合行文的链接条目: only the lead releases a joint document; our portal leads to where it did (R24)."""

from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from common.clock import office_date
from documents.choices import Attribute
from documents.docx import numbers
from documents.models import Document
from portal import services as portal
from portal.choices import Origin, State
from portal.facts import PublicItem
from portal.models import PublishedDocument
from publication.models import IndexNumber, JointLink, ListingProposal
from publication.services.historic import give_way
from publication.services.index import index_number_of

OVER = "本机关不再列出此件。"


def show_link(*, link: JointLink, at: datetime) -> None:
    """Put the name of a proactive joint document on the portal, with the address where its lead published it."""
    document = link.document
    if document.decision is None or document.decision.attribute != Attribute.PROACTIVE:
        return
    number, today = numbers.parse(document.number_text), office_date(at)
    item = PublicItem(
        index=index_number_of(document, today).text,
        origin=Origin.JOINT,
        title=document.title,
        number_text=document.number_text,
        code_letters=number.code_letters if number else "",
        number_year=(number.year or 0) if number else None,
        number_serial=number.serial if number else None,
        issuing_body=document.issuing_body,
        topic=document.topic,
        genre=document.genre,
        stages=tuple(document.decision.stages),
        generated_on=document.issued_on,
        published_on=today,
        published_at=at,
        validity_note="以牵头机关公布的为准",
        source_name=link.lead,
        source_url=link.url,
    )
    if PublishedDocument.objects.filter(index=item.index, state=State.RETRACTED).exists():
        return  # it was taken down here (R35); another address of the lead's page does not bring it back
    portal.apply(item=item, at=at)
    give_way(item=item, at=at)


def hide_link(*, document: Document, name: str, at: datetime) -> None:
    """Take the entry off the portal when its content is erased; `name` stands where its title stood."""
    index = IndexNumber.objects.filter(document=document, document__joint_links__isnull=False).first()
    if index is None:
        return
    item = PublicItem(
        index=index.text,
        origin=Origin.JOINT,
        title=name,
        published_on=office_date(at),
        published_at=at,
        state=State.RETRACTED,
        ended_at=at,
        ended_kind="其他",
        explanation=OVER,
    )
    shown = portal.apply(item=item, at=at)
    forget(ListingProposal.objects.filter(listing=shown), name, at)


def forget(proposals: QuerySet[ListingProposal], name: str, at: datetime) -> None:
    """Erase what proposals say of a content that must go (R12); `name` stands in its place."""
    erasing = {each: Case(When(**{each: ""}, then=Value("")), default=Value(name)) for each in ("explanation", "note")}
    proposals.filter(erased_at__isnull=True).update(reason=name, **erasing, erased_at=at)
