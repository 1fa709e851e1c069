"""Who sees, judges and confirms what in a self-check."""

from accounts.roles import Role
from documents.choices import Status
from documents.models import Document
from oversight.models import SelfCheck, SelfCheckItem
from workflow.policies import Identity, may_decide_for_organ, paths_to

OPENERS = (Role.DISCLOSURE_OFFICER, Role.OFFICE_SECRETARY)
MAKERS = (Role.DRAFTER, Role.DIVISION_HEAD)
READERS = (*OPENERS, *MAKERS)


def may_open(identity: Identity) -> bool:
    """Test if the person opens and closes self-checks: the disclosure desk or the General Office."""
    return bool(identity.roles & set(OPENERS))


def is_of_the_organ(identity: Identity, check: SelfCheck) -> bool:
    """Test if the self-check is that of the person's organ."""
    return check.organ.path in identity.paths


def may_see(found: list[Identity], item: SelfCheckItem) -> bool:
    """Test if the page of the document opens: to whoever judges it, and to the desk that confirms."""
    own = found[0]
    return is_of_the_organ(own, item.selfcheck) and (may_open(own) or makes(own, item.document))


def makes(own: Identity, document: Document) -> bool:
    """Test if the document is the person's to judge anew: its drafter, or a head of the office that drafted it.

    What is not public is known to no other drafter of the office (workflow.selectors.documents_known_to).
    """
    drafted = Role.DRAFTER in own.roles and document.drafter_id == own.person.pk
    return drafted or (Role.DIVISION_HEAD in own.roles and own.path in paths_to(document.office.path))


def may_judge(found: list[Identity], item: SelfCheckItem) -> bool:
    """Test if the person may judge now: the document is theirs to judge, and it is on file."""
    waits = item.selfcheck.is_open and item.confirmed_by_id is None
    on_file = item.document.status == Status.FILED and item.document.proposed_id is None
    return waits and on_file and makes(found[0], item.document)


def may_confirm(found: list[Identity], item: SelfCheckItem) -> bool:
    """Test if the person may confirm now: a disclosure officer of the organ who did not judge."""
    waits = item.selfcheck.is_open and item.confirmed_by_id is None
    return waits and may_decide_for_organ(found[0], item.document, {Role.DISCLOSURE_OFFICER}, item.judged_by_id)
