"""Who may act on a task: the predicate for one task and its queryset twin for lists (a test holds them together)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from accounts import selectors as accounts
from accounts.models import Membership, Office, User
from accounts.roles import Role
from documents.models import Document
from interpretation.choices import Step
from publication.models import EndingProposal
from publication.selectors import open_endings
from review.models import Emergency, Opinion, SkippedCosign
from review.rules import JUDGING_DESKS, SEPARATED_DESKS
from workflow.desks import Scope
from workflow.models import DeskTask


@dataclass(frozen=True, slots=True)
class Identity:
    """A person with the roles that count: one's own, or those shared with a person one acts for."""

    person: User
    roles: frozenset[Role]
    on_behalf_of: User | None

    @property
    def shape(self) -> tuple[object, ...]:
        """Return what a statement may use of the identity (common.composed)."""
        return self.person.shape, self.roles, self.on_behalf_of is not None

    @property
    def path(self) -> str:
        """Return the path of the person's office."""
        return self.person.office.path

    @property
    def paths(self) -> list[str]:
        """Return the paths of the office and of every office above it."""
        return paths_to(self.path)


def paths_to(path: str) -> list[str]:
    """Return the paths of the offices from the organ down to the office of the path: /1/, /1/5/ …"""
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]


def each_identity(user: User, on: date) -> Iterator[Identity]:
    """Yield in whose names the person may act on the office day: the own first, then each principal's.

    A substitute must hold the role as well (peers §3), so only shared roles count.
    """
    own = accounts.roles_of(user.pk)
    yield Identity(user, own, None)
    for principal in accounts.principals_of(user.pk, on):
        yield Identity(principal, own & accounts.roles_of(principal.pk), principal)


def identities(user: User, on: date) -> list[Identity]:
    """Return all identities of the person on the office day, the own first."""
    return list(each_identity(user, on))


def _fits(identity: Identity, task: DeskTask) -> bool:
    if task.role not in identity.roles:
        return False
    if task.person_id:
        return task.person_id == identity.person.pk
    if task.scope == Scope.UP:
        return task.office_path.startswith(identity.path)
    return task.office_path in identity.paths


def acting_as(user: User, task: DeskTask, on: date) -> Identity | None:
    """Return in whose name the person may act on the task, None when not at all; always asked afresh."""
    return first_fit(each_identity(user, on), task)


def first_fit(found: Iterable[Identity], task: DeskTask) -> Identity | None:
    """Return the first of a person's identities that may act on the task (no query: for rows of a list)."""
    return next((identity for identity in found if _fits(identity, task)), None)


def asks(identity: Identity) -> Q:
    """Return the condition on tasks, open or done, under which they ask the identity."""
    named = Q(person_id=identity.person.pk)
    up = Q(person=None, scope=Scope.UP) & Q(office_path__startswith=identity.path)
    down = Q(person=None) & ~Q(scope=Scope.UP) & Q(office_path__in=identity.paths)
    return Q(role__in=sorted(identity.roles)) & (named | up | down)


def without_conflict(tasks: QuerySet[DeskTask], user: User) -> QuerySet[DeskTask]:
    """Leave out what the person may not judge because it is the own work or another desk's turn was theirs."""
    made = Q(document__drafter=user) | Q(document__version__uploaded_by=user)
    elsewhere = Opinion.objects.filter(
        Q(by=user) | Q(on_behalf_of=user), document=OuterRef("document"), desk__in=SEPARATED_DESKS
    ).exclude(desk=OuterRef("desk"))
    tasks = tasks.exclude(Q(desk__in=JUDGING_DESKS) & made)
    return tasks.exclude(Q(desk__in=SEPARATED_DESKS) & Exists(elsewhere))


def asked_of(user: User, on: date) -> QuerySet[DeskTask]:
    """Return the open tasks on which the person may act, in the own name or another's."""
    return asked_as(user, identities(user, on))


def asked_as(user: User, found: list[Identity]) -> QuerySet[DeskTask]:
    """Return the open tasks on which the person may act under one of these identities."""
    asked = Q(pk__in=[])
    for identity in found:
        asked |= asks(identity)
    tasks = DeskTask.objects.filter(asked, finished__isnull=True).exclude(desk="")
    return without_conflict(tasks, user)


def candidates(task: DeskTask) -> QuerySet[User]:
    """Return the active people whom the task asks, leaving out whoever may not judge it."""
    people = User.objects.filter(is_active=True, groups__name=task.role).select_related("office")
    if task.person_id:
        return people.filter(pk=task.person_id)
    if task.scope == Scope.UP:
        people = people.filter(office__path__in=paths_to(task.office_path))
    else:
        people = people.filter(office__path__startswith=task.office_path)
    return people.exclude(pk__in=excluded_from(task)).distinct()


def assignable(task: DeskTask, on: date) -> QuerySet[User]:
    """Return to whom the task may be given on the office day: who may take it, and who stands in for one of them.

    A stand-in holds the role and has no conflict either; the twin for many tasks is eligible.candidates_of.
    """
    fit = candidates(task).values("pk")
    given = accounts.delegations_on(on).filter(principal__in=fit).values("delegate")
    stand_ins = User.objects.filter(pk__in=given, groups__name=task.role).exclude(pk__in=excluded_from(task))
    people = User.objects.filter(Q(pk__in=fit) | Q(pk__in=stand_ins.values("pk")))
    return people.select_related("office")


def excluded_from(task: DeskTask) -> set[int]:
    """Return who may not judge the task's document at this desk, as lists and notices know it.

    Whoever proposed to make it public, and who stands in for a maker, is refused by the desk's gate alone (R87): they
    are few, and to leave them out every row of every list would have to be joined to its decisions.
    """
    if task.desk not in JUDGING_DESKS:
        return set()
    document = task.document
    excluded = {document.drafter_id}
    if document.version:
        excluded.add(document.version.uploaded_by_id)
    if task.desk in SEPARATED_DESKS:
        others = Opinion.objects.filter(document=document, desk__in=SEPARATED_DESKS).exclude(desk=task.desk)
        excluded |= {who for pair in others.values_list("by_id", "on_behalf_of_id") for who in pair if who}
    return excluded


def nobody_left(tasks: QuerySet[DeskTask]) -> QuerySet[DeskTask]:
    """Mark each task with `stranded`: nobody can go on with it as it lies (computed, never stored).

    Either nobody active holds its role in its scope, or (`lost`) whoever claimed it has not the role any more
    or was deactivated, so that it is in nobody's list.
    """
    holders = Membership.objects.filter(user__is_active=True, group__name=OuterRef("role")).exclude(
        user_id=OuterRef("document__drafter_id")
    )
    below = holders.filter(user__office__path__startswith=OuterRef("office_path"))
    asked = ExpressionWrapper(OuterRef("office_path"), output_field=CharField())
    above = holders.alias(asked=asked).filter(asked__startswith=F("user__office__path"))
    named = holders.filter(user_id=OuterRef("person_id"))
    drafters = Membership.objects.filter(
        user__is_active=True, group__name=OuterRef("role"), user_id=OuterRef("person_id")
    )
    somebody = (
        (Q(scope=Scope.DRAFTER) & Exists(drafters))
        | (Q(person__isnull=False) & ~Q(scope=Scope.DRAFTER) & Exists(named))
        | (Q(person=None, scope=Scope.UP) & Exists(above))
        | (Q(person=None) & ~Q(scope__in=[Scope.UP, Scope.DRAFTER]) & Exists(below))
    )
    fit = Membership.objects.filter(user__is_active=True, group__name=OuterRef("role"), user_id=OuterRef("owner_id"))
    lost = Q(owner__isnull=False) & ~Exists(fit)
    return tasks.annotate(lost=lost, stranded=~somebody | lost)


def may_oversee(user: User) -> bool:
    """Test if the person watches over every queue: the General Office."""
    return Role.OFFICE_SECRETARY in accounts.roles_of(user.pk)


def may_register(user: User, document: Document) -> bool:
    """Test if the person keeps the register in which the document stands: the General Office of its organ."""
    return may_oversee(user) and document.lead_office.path in paths_to(user.office.path)


def keeps_register(identity: Identity, document: Document) -> bool:
    """Test the same of an identity that is known already (no query)."""
    return Role.OFFICE_SECRETARY in identity.roles and document.lead_office.path in identity.paths


def publishing_as(found: Iterable[Identity], document: Document) -> Identity | None:
    """Return in whose name the person may propose to end a release of the document, or ask for another one."""
    return _first_of(Role.PUBLISHER, found, document)


def reopening_as(found: Iterable[Identity], document: Document) -> Identity | None:
    """Return in whose name the person may agree that a document on file is to be public."""
    return _first_of(Role.DISCLOSURE_OFFICER, found, document)


STOPPERS = (Role.DISCLOSURE_OFFICER, Role.OFFICE_SECRETARY, Role.SIGNATORY)


def stopping_as(found: list[Identity], document: Document) -> Identity | None:
    """Return in whose name the person may give up that a document on file becomes public."""
    holders = (_first_of(role, found, document) for role in STOPPERS)
    return next((each for each in holders if each is not None), None)


def approving_as(user: User, found: list[Identity], proposal: EndingProposal) -> Identity | None:
    """Return in whose name the person may decide on the proposal; the twin of `decidable_by`.

    Never somebody who had part in it or who stands in that day for one who had.
    """
    if not persons_of(user, found).isdisjoint({proposal.proposed_by_id, proposal.proposed_for_id}):
        return None
    return _first_of(Role.SIGNATORY, found, proposal.document)


def persons_of(user: User, found: Iterable[Identity]) -> set[int]:
    """Return the person and all for whom the person acts."""
    return {user.pk, *(each.person.pk for each in found)}


def proposing_as(user: User, found: Iterable[Identity], proposal: EndingProposal) -> Identity | None:
    """Return in whose name the person may take the proposal back: whoever made it, or for whom it was made."""
    proposers = {proposal.proposed_by_id, proposal.proposed_for_id}
    mine = (each for each in found if each.person.pk in proposers or user.pk in proposers)
    return _first_of(Role.PUBLISHER, mine, proposal.document)


def _first_of(role: Role, found: Iterable[Identity], document: Document) -> Identity | None:
    path = document.lead_office.path
    return next((each for each in found if role in each.roles and path in each.paths), None)


READING_ROLES = {
    Step.OFFICER: Role.CONFIDENTIALITY_OFFICER,
    Step.HEAD: Role.CONFIDENTIALITY_HEAD,
    Step.NEWS: Role.NEWS_OFFICER,
    Step.PUBLISHED: Role.PUBLISHER,
}


def reading_as(found: Iterable[Identity], document: Document, step: Step) -> Identity | None:
    """Return in whose name the person may take a step of a later material: the drafter, or an officer of the organ."""
    if step == Step.SUBMITTED:
        mine = (each for each in found if each.person.pk == document.drafter_id and Role.DRAFTER in each.roles)
        return next(mine, None)
    return _first_of(READING_ROLES[step], found, document)


CONSULTING_OFFICERS = (Role.DISCLOSURE_OFFICER, Role.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_HEAD)


def consulting_as(found: list[Identity], document: Document) -> Identity | None:
    """Return in whose name the person may consult others on the document: its drafter's, an officer's of its organ."""
    drafter = (each for each in found if Role.DRAFTER in each.roles and each.person.pk == document.drafter_id)
    return next(drafter, None) or consulting_officer(found, document)


def consulting_officer(found: list[Identity], document: Document) -> Identity | None:
    """Return in whose name the person may decide after an objection or silence; who made the document may not (R87)."""
    officers = (_first_of(role, found, document) for role in CONSULTING_OFFICERS)
    return next((each for each in officers if each is not None), None)


def decidable_by(user: User, found: list[Identity]) -> QuerySet[EndingProposal]:
    """Return the open proposals on which the person may decide, in the own name or another's."""
    asked = Q(pk__in=[])
    for each in found:
        if Role.SIGNATORY in each.roles:
            asked |= Q(document__lead_office__path__in=each.paths)
    persons = persons_of(user, found)
    part = Q(proposed_by__in=persons) | Q(proposed_for__isnull=False, proposed_for__in=persons)
    return open_endings().filter(asked).exclude(part)


def declaring_as(found: list[Identity], document: Document) -> Identity | None:
    """Return in whose name the person may declare an emergency: a signatory, a head in the organ's General Office."""
    signatory = _first_of(Role.SIGNATORY, found, document)
    if signatory is not None:
        return signatory
    heads = [each for each in found if Role.DIVISION_HEAD in each.roles]
    office = accounts.general_office_of(document.lead_office) if heads else None
    return next((each for each in heads if office is not None and each.path.startswith(office.path)), None)


def declarable_as(identity: Identity) -> Q:
    """Return the condition on documents of which the identity may declare an emergency (the twin of declaring_as)."""
    signs = Q(lead_office__path__in=identity.paths) if Role.SIGNATORY in identity.roles else Q(pk__in=[])
    if Role.DIVISION_HEAD not in identity.roles:
        return signs
    general = Office.objects.filter(path__in=identity.paths, is_general_office=True)
    return signs | Q(Exists(general), lead_office__path__startswith=identity.paths[0])


def cosigning_as(found: Iterable[Identity], row: SkippedCosign, document: Document) -> Identity | None:
    """Return in whose name the person may give a co-sign afterwards: the news office's, or that of the office asked."""
    if row.office is None:
        return _first_of(Role.NEWS_OFFICER, found, document)
    asked = row.office.path
    return next((each for each in found if Role.DIVISION_HEAD in each.roles and asked in each.paths), None)


def ratifying_as(user: User, found: list[Identity], emergency: Emergency, document: Document) -> Identity | None:
    """Return in whose name the person may decide on an emergency afterwards; never who declared it, or stands in."""
    if not persons_of(user, found).isdisjoint({emergency.declared_by_id, emergency.declared_for_id}):
        return None
    return _first_of(Role.SIGNATORY, found, document)
