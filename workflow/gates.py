"""The questions at the gateways of the flow; each asks a named rule of the reviews, none reads a status."""

from collections.abc import Callable, Iterator
from typing import Any

from accounts.models import Office
from documents import rules as document_rules
from publication import selectors as publication
from review import services as review
from review import validity
from review.choices import Desk
from review.selectors import Case


def case_of(activation: Any) -> Case:
    """Return what is known of the document's reviews, gathered once for each act."""
    process = activation.process
    if "case" not in process.gathered:
        process.gathered["case"] = Case(process.document)
    case: Case = process.gathered["case"]
    return case


def division_due(activation: Any) -> bool:
    """Test if the division head has to check the present content."""
    return not case_of(activation).agreed(Desk.DIVISION_CHECK)


def desks_due(activation: Any) -> bool:
    """Test if any parallel desk still has to be asked."""
    return bool(case_of(activation).open_branches())


def due(desk: Desk) -> Callable[[Any], Iterator[dict[str, Any]]]:
    """Return the case of a branch: one task when the desk has to be asked."""

    def case(activation: Any) -> Iterator[dict[str, Any]]:
        if desk in case_of(activation).open_branches():
            yield {}

    return case


def cosigns_due(activation: Any) -> Iterator[dict[str, Any]]:
    """Open a round and one task for each office that still has to co-sign."""
    process, left = activation.process, case_of(activation).offices_left()
    if not left:
        return
    offices = list(Office.objects.filter(pk__in=left).order_by("path"))
    actor = process.actor
    for row in review.open_cosign_round(document=process.document, offices=offices, by=actor.by, at=actor.at):
        yield {"cosign_id": row.pk, "office_path": row.office.path}


def next_in_chain(activation: Any) -> Desk | None:
    """Return the desk of the confidentiality chain to ask next."""
    case = case_of(activation)
    return validity.next_in_chain(list(case.chain), case.present.attribute)


def officer_due(activation: Any) -> bool:
    """Test if the confidentiality officer has to be asked next."""
    return next_in_chain(activation) == Desk.CONFIDENTIALITY_OFFICER


def head_due(activation: Any) -> bool:
    """Test if the head of the confidentiality body has to be asked next."""
    return next_in_chain(activation) == Desk.CONFIDENTIALITY_HEAD


def leader_due(activation: Any) -> bool:
    """Test if a leader has to rule on the confidentiality of the document."""
    return next_in_chain(activation) == Desk.CONFIDENTIALITY_LEADER


def office_due(activation: Any) -> bool:
    """Test if the General Office has to check it (again)."""
    return not case_of(activation).agreed(Desk.OFFICE_CHECK)


def copy_is_verified(activation: Any) -> bool:
    """Test if the final check found exactly the reviewed content in the public copy."""
    return publication.verified_copy(activation.process.document) is not None


def is_proactive(activation: Any) -> bool:
    """Test if the document is decided 主动公开 and released here, not by another agency that leads it (R24)."""
    return document_rules.is_released_here(activation.process.document.facts())
