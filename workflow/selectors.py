"""Reads for the office's pages: who may read what, to-dos, the board; each list in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.roles import BUSINESS_ROLES, Role
from accounts.selectors import is_only_organ, users_with_role
from audit.selectors import timeline
from common.composed import Composed
from common.errors import NotFound
from common.prepared import Among, Prepared, Slot
from deadlines.choices import ClockKind, ExtensionState
from deadlines.models import Extension
from documents.models import Document
from documents.selectors import scopes_documents, visible_to
from publication.models import EndingProposal
from publication.selectors import open_endings
from review.choices import CONFIDENTIALITY_CHAIN
from review.models import Return
from workflow import policies
from workflow.models import DeskTask
from workflow.policies import Identity

CHANGED_NOTHING = frozenset({"act.refused", "page.viewed", "document.downloaded", "document.printed"})
SOONEST = (F("due_on").asc(nulls_last=True), "pk")


# --- which documents, and which of their versions ---------------------------------------------------


@scopes_documents
def documents_known_to(user: User, on: date) -> Q:
    """Return the condition under which the person may know of a document on the office day."""
    return known_to(user, policies.identities(user, on))


def known_to(user: User, found: list[Identity]) -> Q:
    """Return the condition under which the person with these identities may know of a document (no query).

    The drafter and substitutes, the heads of the drafting office, whoever is or was asked at a desk or acted
    there, the General Office of the organ, in an emergency whoever decides on it. Without a business role: nothing.
    """
    if not found[0].roles & BUSINESS_ROLES:
        return Q(pk__in=[])
    acted = DeskTask.objects.filter(Q(closed_by=user) | Q(closed_for=user), document=OuterRef("pk"))
    whole, asked = Q(pk__in=[]), Q(Exists(acted))
    for identity in found:
        whole |= known_whole(identity)
        tasks = DeskTask.objects.filter(policies.asks(identity), document=OuterRef("pk")).exclude(desk="")
        asked |= Q(Exists(tasks))
    return whole | asked  # in this order: PostgreSQL asks for tasks only where the document's own row does not say it


def known_whole(identity: Identity) -> Q:
    """Return the condition under which the identity reads every version of a document (the twin of `sight_of`)."""
    known = Q(pk__in=[])
    if Role.DRAFTER in identity.roles:
        known |= Q(drafter=identity.person)
    if Role.DIVISION_HEAD in identity.roles:
        known |= Q(office__path__startswith=identity.path)
    if Role.OFFICE_SECRETARY in identity.roles:
        known |= Q(lead_office__path__in=identity.paths)
    return known | (~Q(emergency="") & policies.declarable_as(identity))


def document_for(user: User, document_id: int, on: date) -> Document:
    """Return the document with its relations loaded, when the person may know of it. Raises NotFound."""
    known = visible_to(user, on).filter(pk=document_id).values("pk")
    document = Document.objects.whole().select_related("drafter__office").filter(pk__in=known).first()
    if document is None:
        raise NotFound
    return document


@dataclass(frozen=True, slots=True)
class Sight:
    """Which versions of a document a person may read: all, or those that were sent to the person's desks."""

    whole: bool
    serials: frozenset[int]

    def sees(self, serial: int) -> bool:
        """Test if the person may read the version with this serial number."""
        return self.whole or serial in self.serials


def sight_of(user: User, document: Document, on: date) -> Sight:
    """Return which versions of a visible document the person may read (old ones are a leak: peers, lesson 6).

    Drafter, heads of the drafting office and General Office read all, in an emergency also whoever decides on it;
    everybody else the versions that lay before their desks.
    """
    found = policies.identities(user, on)
    if any(_reads_all(identity, document) for identity in found):
        return Sight(True, frozenset())
    mine = Q(closed_by=user) | Q(closed_for=user)
    for identity in found:
        mine |= policies.asks(identity)
    arrivals = DeskTask.objects.filter(mine, document=document).exclude(desk="").values_list("created", flat=True)
    uploads = list(document.versions.order_by("serial").values_list("serial", "uploaded_at"))
    return Sight(False, frozenset(_present_at(moment, uploads) for moment in arrivals))


def _reads_all(identity: Identity, document: Document) -> bool:
    drafter = Role.DRAFTER in identity.roles and document.drafter_id == identity.person.pk
    head = Role.DIVISION_HEAD in identity.roles and document.office.path.startswith(identity.path)
    decides = bool(document.emergency) and policies.declaring_as([identity], document) is not None
    return drafter or head or policies.keeps_register(identity, document) or decides


def _present_at(moment: datetime, uploads: list[tuple[int, datetime]]) -> int:
    return max((serial for serial, at in uploads if at <= moment), default=0)


def return_for(user: User, return_id: int, on: date) -> Return:
    """Return a return with what its paper names, when the person may read the returned version. Raises NotFound."""
    related = ("by__office", "on_behalf_of", "version", "document__office", "document__drafter")
    back = Return.objects.select_related(*related).defer("version__content").filter(pk=return_id).first()
    if back is None:
        raise NotFound
    document = document_for(user, back.document_id, on)
    if not sight_of(user, document, on).sees(back.version.serial):
        raise NotFound
    return back


def may_have_originals(user: User, document: Document, sight: Sight, on: date) -> bool:
    """Test if the person may download original Word files: who reads every version, and the secrecy desks."""
    if sight.whole:
        return True
    asked = Q(closed_by=user)
    for identity in policies.identities(user, on):
        asked |= policies.asks(identity)
    return DeskTask.objects.filter(asked, document=document, desk__in=CONFIDENTIALITY_CHAIN).exists()


# --- one task, and the lists of to-dos --------------------------------------------------------------


_desk_task = Prepared(
    lambda: (
        DeskTask.objects.exclude(desk="")
        .select_related(
            "owner__office", "closed_by", "document__office", "cosign__round", "cosign__came_from__added_by"
        )
        .filter(pk=Slot("task"))
    )
)


def desk_task(task_id: int) -> DeskTask:
    """Return the task of a desk with what its page shows loaded; raise NotFound."""
    task = _desk_task.first(task=task_id)
    if task is None:
        raise NotFound
    return task


def rows(tasks: QuerySet[DeskTask]) -> QuerySet[DeskTask]:
    """Return the tasks with what a row of a list shows: document, offices, holder, whether it came back or
    more time is asked for."""
    returned = Exists(Return.objects.filter(document=OuterRef("document"), at__lte=OuterRef("created")))
    asked = Extension.objects.filter(kind=ClockKind.DESK, subject_id=OuterRef("pk"), state=ExtensionState.ASKED)
    related = ("document__office", "document__drafter", "owner__office", "person", "cosign__office")
    return tasks.select_related(*related).annotate(returned=returned, asks_more=Exists(asked))


def to_do(user: User, found: list[Identity]) -> QuerySet[DeskTask]:
    """待我办理: what the person holds, or what names the person and nobody holds; least time left first."""
    mine = Q(owner=user) | Q(owner=None, person=user)
    return policies.asked_as(user, found).filter(mine).order_by(*SOONEST)


def waiting(user: User, found: list[Identity]) -> list[Composed[Any]]:
    """Return what waits for the person at the desk: the to-dos, and for a signatory proposals to end a release."""
    signs = any(Role.SIGNATORY in each.roles for each in found)
    return [
        Composed(to_do, user, found),
        *([Composed(policies.decidable_by, user, found)] if signs else []),
    ]


def endings_around(user: User, found: list[Identity]) -> list[tuple[EndingProposal, bool]]:
    """Return the open proposals on which the person may decide (True) or that the person made, oldest first.

    Two queries at most, none for whoever neither signs nor publishes.
    """
    roles = frozenset().union(*(each.roles for each in found))
    related = ("document", "proposed_by__office", "decided_by")
    rows: list[tuple[EndingProposal, bool]] = []
    if Role.SIGNATORY in roles:
        rows += [(each, True) for each in policies.decidable_by(user, found).select_related(*related)]
    if Role.PUBLISHER in roles:
        rows += [(each, False) for each in open_endings().filter(proposed_by=user).select_related(*related)]
    return rows


def claimable(user: User, found: list[Identity]) -> QuerySet[DeskTask]:
    """可签收: what asks the person and nobody holds; least time left first."""
    return policies.asked_as(user, found).filter(owner=None).exclude(person=user).order_by(*SOONEST)


def handled(user: User) -> QuerySet[DeskTask]:
    """我经办的: what the person has closed, newest first."""
    return DeskTask.objects.filter(closed_by=user).exclude(desk="").order_by("-finished", "-pk")


def drafted(found: list[Identity]) -> QuerySet[Document]:
    """我起草的: what the person drafted, newest first."""
    return Document.objects.filter(drafter=found[0].person).order_by("-pk")


def matching(tasks: QuerySet[DeskTask], wanted: dict[str, Any]) -> QuerySet[DeskTask]:
    """Return the tasks that fit a list's filter (keys desk, urgency, q; empty values do not filter)."""
    if desk := wanted.get("desk"):
        tasks = tasks.filter(desk=desk)
    if urgency := wanted.get("urgency"):
        tasks = tasks.filter(document__urgency=urgency)
    if words := wanted.get("q"):
        tasks = tasks.filter(Q(document__title__icontains=words) | Q(document__number_text__icontains=words))
    return tasks


def documents_matching(found: QuerySet[Document], wanted: dict[str, Any]) -> QuerySet[Document]:
    """Return the documents that fit a filter (keys status, urgency, q)."""
    for name in ("status", "urgency"):
        if value := wanted.get(name):
            found = found.filter(**{name: value})
    if words := wanted.get("q"):
        found = found.filter(Q(title__icontains=words) | Q(number_text__icontains=words))
    return found


def status_of(document_id: int) -> str:
    """Return the status of the document."""
    return str(Document.objects.values_list("status", flat=True).get(pk=document_id))


_open_tasks = Prepared(
    lambda: (
        DeskTask.objects.filter(Among(F("document_id"), Slot("documents")), finished__isnull=True)
        .exclude(desk="")
        .select_related("owner", "person", "cosign__office")
        .order_by("pk")
    )
)


def open_tasks_of(document_ids: list[int]) -> dict[int, list[DeskTask]]:
    """Return the open desk tasks of each of the documents, oldest first, in one query."""
    found: dict[int, list[DeskTask]] = {}
    for task in _open_tasks(documents=document_ids) if document_ids else ():
        found.setdefault(task.document_id, []).append(task)
    return found


_tasks_of = Prepared(
    lambda: (
        DeskTask.objects.filter(document_id=Slot("document"))
        .select_related("owner__office", "person__office", "closed_by__office", "closed_for", "cosign__office")
        .order_by("pk")
    )
)


def tasks_of(document: Document) -> list[DeskTask]:
    """Return every step of the document, jobs included, in the order in which they arrived (one query)."""
    return _tasks_of(document=document.pk)


def latest_changes(document_id: int, most: int) -> list[str]:
    """Return the last sentences of the journal about what changed something, oldest first: no refusals, no looks."""
    found = [line.sentence for line in timeline(f"document:{document_id}") if line.verb not in CHANGED_NOTHING]
    return found[-most:]


def advisers(task: DeskTask, user: User) -> QuerySet[User]:
    """Return whom a co-signer may ask for advice: other heads in the office that was asked (services.lend)."""
    people = policies.candidates(task) if not task.person_id else users_with_role(Role.DIVISION_HEAD)
    return people.exclude(pk=user.pk)


def documents_of_tasks(task_ids: list[int]) -> dict[int, Document]:
    """Return the documents of the tasks by the tasks' ids, in one query."""
    tasks = DeskTask.objects.filter(pk__in=task_ids).select_related("document")
    return {task.pk: task.document for task in tasks} if task_ids else {}


# --- board and register: what the organ issues ------------------------------------------------------


def overseen(user: User) -> QuerySet[DeskTask]:
    """Return the open tasks of the organ to which the person of the General Office belongs."""
    return tasks_issued_by(organ_to_ask(user))


def tasks_issued_by(organ: str) -> QuerySet[DeskTask]:
    """Return the open tasks on documents that the organ issues ("": the only one)."""
    tasks = issued_by(organ, DeskTask.objects.filter(finished__isnull=True))
    return policies.nobody_left(tasks.exclude(desk=""))


def organ_to_ask(user: User) -> str:
    """Return the path of the person's organ, "" where there is no other and no row has to be asked (one query)."""
    organ = policies.paths_to(user.office.path)[0]
    return "" if is_only_organ(organ) else organ


def issued_by(organ: str, found: QuerySet[Any]) -> QuerySet[Any]:
    """Return what of tasks or numbers stands on documents that the organ issues ("": the only one)."""
    return found.filter(document__lead_office__path__startswith=organ) if organ else found
