"""Adding and changing offices and who is in charge of them; PostgreSQL computes the paths and refuses a ring."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.errors import GeneralOfficeTaken, LeaderUnfit, OfficeNameTaken, OfficePlaceWrong
from accounts.models import Office, User
from accounts.policies import able_to_lead
from accounts.services.journal import note

NAME_CONSTRAINTS = {"office_name_once_under_a_parent", "organ_name_once"}
PLACE_CONSTRAINTS = {
    "office_levels_in_order",
    "office_not_its_own_ancestor",
    "office_only_an_organ_is_a_root",
}


@transaction.atomic
def add_office(
    *,
    name: str,
    kind: str,
    parent: Office | None,
    short_name: str = "",
    is_general_office: bool = False,
    leader: User | None = None,
    by: User | None,
    at: datetime,
) -> Office:
    """Return a new office with its path. Raises OfficeNameTaken, OfficePlaceWrong, GeneralOfficeTaken, LeaderUnfit."""
    office = Office(name=name, kind=kind, parent=parent, short_name=short_name)
    office.is_general_office = is_general_office
    _save(office)
    note("office_added", by=by, at=at, office_id=office.pk, office=office.name)
    return name_leader(office=office, leader=leader, by=by, at=at)


@transaction.atomic
def change_office(
    *,
    office: Office,
    name: str,
    kind: str,
    parent: Office | None,
    short_name: str,
    is_general_office: bool,
    leader: User | None,
    by: User,
    at: datetime,
) -> Office:
    """Rename or move an office with everything below it, or name another leader; return it with its new path.

    Raises OfficeNameTaken, OfficePlaceWrong, GeneralOfficeTaken, LeaderUnfit.
    """
    changed = Office.objects.select_for_update().get(pk=office.pk)
    changed.name, changed.kind, changed.parent, changed.short_name = name, kind, parent, short_name
    changed.is_general_office = is_general_office
    _save(changed)
    note("office_changed", by=by, at=at, office_id=changed.pk, office=changed.name)
    return name_leader(office=changed, leader=leader, by=by, at=at)


@transaction.atomic
def name_leader(*, office: Office, leader: User | None, by: User | None, at: datetime) -> Office:
    """Write who is in charge of the office (分管领导), None for nobody, and return it; the journal keeps since when.

    Raises LeaderUnfit when that is nobody who signs in the organ, also when the office came to another organ.
    """
    held = Office.objects.select_for_update(of=("self",)).select_related("leader").get(pk=office.pk)
    if leader is not None and not able_to_lead(held).filter(pk=leader.pk).exists():
        raise LeaderUnfit
    former, held.leader = held.leader, leader
    if former == leader:
        return held
    held.save(update_fields=["leader"])
    for verb, about in (("leader_ended", former), ("leader_named", leader)):
        if about is not None:
            note(verb, about=about, by=by, at=at, office_id=held.pk, office=held.name)
    return held


def _save(office: Office) -> None:
    try:
        with transaction.atomic():
            office.save()
    except IntegrityError as error:
        constraint = _constraint_of(error)
        if constraint in NAME_CONSTRAINTS:
            raise OfficeNameTaken(name=office.name) from error
        if constraint in PLACE_CONSTRAINTS:
            raise OfficePlaceWrong from error
        raise
    office.refresh_from_db(fields=["path"])
    _check_general_office(office)


def _constraint_of(error: IntegrityError) -> str:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _check_general_office(office: Office) -> None:
    others = Office.objects.filter(is_general_office=True).exclude(pk=office.pk)
    organ = "/" + office.path.strip("/").split("/")[0] + "/"
    other = others.filter(path__startswith=organ).first()
    if office.is_general_office and other is not None:
        raise GeneralOfficeTaken(name=other.name)
