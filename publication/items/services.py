"""目录项的变更: proposed by one person, approved by another; a document keeps the edition that it cites.

So the day by which a document must be public (R22) does not move when the catalogue does.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit import services as audit
from common.errors import NotFound
from documents.models import CatalogueItem
from publication.choices import ProposalState
from publication.deciding import decide, require_open
from publication.errors import RefusalNeedsWords, SameHands
from publication.items.choices import ItemAct
from publication.items.errors import ItemCodeTaken, ItemOver, ItemPending, ItemUnchanged, ReasonMissing
from publication.items.selectors import item_of
from publication.models import CatalogueProposal


@dataclass(frozen=True, slots=True)
class ItemWish:
    """What a row is to say; see documents.models.CatalogueItem."""

    subject: str
    basis: str
    content: str = ""
    limit_days: int | None = None
    limit_unit: str = ""
    counted_from: str = ""
    withdrawal_days: int | None = None


def wish_of(item: CatalogueItem | CatalogueProposal) -> ItemWish:
    """Return what a row says, or is to say."""
    return ItemWish(**{name: getattr(item, name) for name in ItemWish.__slots__})


@transaction.atomic
def propose_item(*, code: str, wish: ItemWish, reason: str, by: User, at: datetime) -> CatalogueProposal:
    """提请增列. Raises ReasonMissing, ItemCodeTaken, ItemPending."""
    if CatalogueItem.objects.filter(code=code).exists():
        raise ItemCodeTaken(code=code)
    return _propose(ItemAct.ADD, item=None, code=code, wish=wish, reason=reason, by=by, at=at)


@transaction.atomic
def propose_revision(*, item_id: int, wish: ItemWish, reason: str, by: User, at: datetime) -> CatalogueProposal:
    """提请修订. Raises NotFound, ReasonMissing, ItemUnchanged, ItemPending."""
    item = item_of(item_id)
    if wish == wish_of(item):
        raise ItemUnchanged
    return _propose(ItemAct.REVISE, item=item, code=item.code, wish=wish, reason=reason, by=by, at=at)


@transaction.atomic
def propose_end(*, item_id: int, reason: str, by: User, at: datetime) -> CatalogueProposal:
    """提请停用: nobody can choose the row once that is approved. Raises NotFound, ReasonMissing, ItemPending."""
    item = item_of(item_id)
    return _propose(ItemAct.END, item=item, code=item.code, wish=wish_of(item), reason=reason, by=by, at=at)


def _propose(
    act: ItemAct, *, item: CatalogueItem | None, code: str, wish: ItemWish, reason: str, by: User, at: datetime
) -> CatalogueProposal:
    if not reason.strip():
        raise ReasonMissing
    pending = CatalogueProposal.objects.filter(code=code, state=ProposalState.OPEN).select_related("by").first()
    if pending is not None:
        raise ItemPending(code=code, who=pending.by.full_name)
    columns = asdict(wish) | {"act": act, "item": item, "code": code, "reason": reason.strip(), "by": by, "at": at}
    try:
        with transaction.atomic():
            proposal = CatalogueProposal.objects.create(**columns)
    except IntegrityError as error:  # somebody else proposed at this moment
        raise ItemPending(code=code, who="他人") from error
    _note("publication.item_proposed", proposal, by, at)
    return proposal


@transaction.atomic
def approve_item(*, proposal_id: int, by: User, at: datetime) -> CatalogueProposal:
    """批准: the catalogue changes at once. Raises NotFound, EndingClosed, SameHands, ItemOver, ItemCodeTaken."""
    proposal = _open(proposal_id)
    if proposal.by_id == by.pk:
        raise SameHands
    decide(proposal, ProposalState.APPROVED, "", by, at)
    edition = 1 if proposal.item is None else _ended(proposal.item).edition + 1
    if proposal.act != ItemAct.END:
        _issue(proposal, edition)
    _note("publication.item_approved", proposal, by, at)
    return proposal


def _ended(item: CatalogueItem) -> CatalogueItem:
    if not CatalogueItem.objects.filter(pk=item.pk, is_active=True).update(is_active=False):
        raise ItemOver(code=item.code, edition=item.edition)
    return item


def _issue(proposal: CatalogueProposal, edition: int) -> None:
    if proposal.item is None and CatalogueItem.objects.filter(code=proposal.code).exists():
        raise ItemCodeTaken(code=proposal.code)
    CatalogueItem.objects.create(code=proposal.code, edition=edition, **asdict(wish_of(proposal)))


@transaction.atomic
def refuse_item(*, proposal_id: int, why: str, by: User, at: datetime) -> CatalogueProposal:
    """不批准, in words. Raises NotFound, EndingClosed, SameHands, RefusalNeedsWords."""
    proposal = _open(proposal_id)
    if proposal.by_id == by.pk:
        raise SameHands
    if not why.strip():
        raise RefusalNeedsWords
    decide(proposal, ProposalState.REFUSED, why.strip(), by, at)
    _note("publication.item_refused", proposal, by, at)
    return proposal


@transaction.atomic
def withdraw_item(*, proposal_id: int, by: User, at: datetime) -> CatalogueProposal:
    """收回: whoever proposed takes it back. Raises NotFound (also another's), EndingClosed."""
    proposal = _open(proposal_id)
    if proposal.by_id != by.pk:
        raise NotFound
    decide(proposal, ProposalState.WITHDRAWN, "", by, at)
    _note("publication.item_withdrawn", proposal, by, at)
    return proposal


def _open(proposal_id: int) -> CatalogueProposal:
    rows = CatalogueProposal.objects.select_for_update(of=("self",)).select_related("by", "decided_by", "item")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        raise NotFound
    require_open(proposal, by=proposal.by, at=proposal.at)
    return proposal


def _note(verb: str, proposal: CatalogueProposal, by: User, at: datetime) -> None:
    facts = {"proposal": proposal.pk, "act": proposal.act, "code": proposal.code}
    audit.record(chain="system", verb=verb, facts=facts, by=by, at=at)
