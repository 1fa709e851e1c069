"""Reads: whose later phases and materials a person may see, and what waits for the person."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.roles import Role
from documents.models import Document
from interpretation.choices import Step
from interpretation.models import InterpretationPlan, Material, MaterialStep
from publication.models import Release
from workflow.policies import READING_ROLES, Identity

WATCHERS = frozenset({*READING_ROLES.values(), Role.OFFICE_SECRETARY})
WALKERS = frozenset({Role.DRAFTER, *WATCHERS})


def readings_condition(found: list[Identity]) -> Q:
    """Return the condition on documents whose later interpretation the person may see: own, or of the organ."""
    known = Q(pk__in=[])
    for each in found:
        if Role.DRAFTER in each.roles:
            known |= Q(drafter=each.person)
        if each.roles & WATCHERS:
            known |= Q(lead_office__path__in=each.paths)
    return known


def may_see(found: list[Identity], document: Document) -> bool:
    """Test if the person may see the later interpretation of a document; the twin of `readings_condition`."""
    return any(
        (Role.DRAFTER in each.roles and document.drafter_id == each.person.pk)
        or (bool(each.roles & WATCHERS) and document.lead_office.path in each.paths)
        for each in found
    )


def phased() -> QuerySet[Release]:
    """Return the live releases whose plan has later phases."""
    plans = InterpretationPlan.objects.exclude(phases=[])
    return Release.objects.live().filter(plan__in=plans)


def scheduled(found: list[Identity]) -> QuerySet[Release]:
    """Return those of these releases whose document the person may see, newest first."""
    documents = Document.objects.filter(readings_condition(found))
    return phased().filter(document__in=documents).order_by("-published_at", "-pk")


def scheduled_rows(found: QuerySet[Release]) -> QuerySet[Release]:
    """Return the releases with plan and document."""
    return found.select_related("plan", "document")


def on_the_road(found: list[Identity]) -> QuerySet[Material]:
    """Return the later materials that were handed in and are neither public nor returned, of documents in sight.

    Their texts are left where they are: every page counts these rows.
    """
    ended = MaterialStep.objects.filter(material=OuterRef("pk"), kind__in=[Step.PUBLISHED, Step.RETURNED])
    submitted = MaterialStep.objects.filter(material=OuterRef("pk"), kind=Step.SUBMITTED)
    documents = Document.objects.filter(readings_condition(found))
    rows = Material.objects.filter(Exists(submitted), ~Exists(ended), document__in=documents)
    return rows.defer("text").select_related("document__lead_office").prefetch_related("steps").order_by("pk")
