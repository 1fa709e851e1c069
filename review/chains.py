"""Reads: the chain of the confidentiality review that each office has, and the answers that came from outside."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Office
from review.choices import Desk, Verdict
from review.models import ChainPolicy, Opinion, OutsideAnswer


def offices_below(path: str) -> QuerySet[Office]:
    """Return the organ of the office with this path and all below it, in the order of the tree."""
    return Office.objects.filter(path__startswith="/" + path.strip("/").split("/")[0] + "/").order_by("path")


def policies_in(path: str) -> list[ChainPolicy]:
    """Return every policy ever set in the organ of the office with this path, newest first (one query)."""
    rows = ChainPolicy.objects.filter(office__in=offices_below(path))
    return list(rows.select_related("office", "set_by__office", "confirmed_by").order_by("-pk"))


def in_force(policies: Iterable[ChainPolicy]) -> set[int]:
    """Return the keys of the policies that count now: of each office the last one that was confirmed."""
    latest: dict[int, ChainPolicy] = {}
    for policy in policies:
        known = latest.get(policy.office_id)
        if policy.confirmed_at is not None and (known is None or known.serial < policy.serial):
            latest[policy.office_id] = policy
    return {policy.pk for policy in latest.values()}


def awaiting(policies: Iterable[ChainPolicy]) -> set[int]:
    """Return the keys of the policies that may be confirmed: of each office the last one set, unless it was."""
    latest: dict[int, ChainPolicy] = {}
    for policy in policies:
        known = latest.get(policy.office_id)
        if known is None or known.serial < policy.serial:
            latest[policy.office_id] = policy
    return {policy.pk for policy in latest.values() if policy.confirmed_at is None}


def answers_of(document_id: int) -> list[OutsideAnswer]:
    """Return what was answered from outside about the document, oldest first (one query)."""
    rows = OutsideAnswer.objects.filter(document_id=document_id)
    return list(rows.select_related("recorded_by", "recorded_for").order_by("pk"))


def doubt_of(held: Iterable[Opinion]) -> Opinion | None:
    """Return the leader's latest opinion that holds when it says that the leader cannot determine; else None."""
    said = [o for o in held if o.desk == Desk.CONFIDENTIALITY_LEADER]
    return said[-1] if said and said[-1].verdict == Verdict.CANNOT_DETERMINE else None


def answer_to(opinion: Opinion | None) -> str:
    """Return what the latest answer to the doubt says, empty while there is none (one query where there is a doubt)."""
    if opinion is None:
        return ""
    rows = OutsideAnswer.objects.filter(opinion=opinion).order_by("-pk")
    return rows.values_list("answer", flat=True).first() or ""
