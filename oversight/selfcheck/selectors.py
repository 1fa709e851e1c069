"""Reads over self-checks: what is listed, what waits for whom, and the facts that the rules ask."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from accounts.models import Office
from accounts.roles import Role
from common.gate import provides
from documents.choices import Attribute, Status
from documents.models import Document
from oversight.models import AskedFor, SelfCheck, SelfCheckItem
from oversight.selfcheck.choices import CONVERTING, CheckState, Judgement, Outcome
from oversight.selfcheck.facts import Asked, ClosingFacts, JudgementFacts
from workflow.policies import Identity

ON_FILE = Q(document__status=Status.FILED, document__proposed__isnull=True)
UNJUDGED, UNCONFIRMED = Q(verdict=""), ~Q(verdict="") & Q(confirmed_by__isnull=True)
PUBLIC = (Status.PUBLISHED, Status.RETRACTED)
MADE_BY = ("document__office", "document__lead_office", "document__drafter")


def on_file(organ: Office) -> QuerySet[Document]:
    """Return what the organ has on file that is not public and that nobody is turning public, oldest first.

    What another agency leads is left to it (条例10).
    """
    rows = Document.objects.filter(status=Status.FILED, lead_office=organ, led_by="", proposed__isnull=True)
    return rows.exclude(decision__attribute=Attribute.PROACTIVE).filter(version__erased_at__isnull=True).order_by("pk")


def checks_of(organ: Office) -> QuerySet[SelfCheck]:
    """Return the self-checks of the organ, the newest year first."""
    return SelfCheck.objects.filter(organ=organ).order_by("-year")


def check_rows(found: QuerySet[SelfCheck]) -> QuerySet[SelfCheck]:
    """Return the self-checks with their people and with `total`, `judged`, `confirmed`."""
    rows = found.select_related("opened_by", "closed_by")
    judged = Count("items", filter=~Q(items__verdict=""))
    confirmed = Count("items", filter=Q(items__confirmed_by__isnull=False))
    return rows.annotate(total=Count("items"), judged=judged, confirmed=confirmed)


def check_with(check_id: int) -> SelfCheck | None:
    """Return a self-check with organ and people loaded."""
    return SelfCheck.objects.select_related("organ", "opened_by", "closed_by").filter(pk=check_id).first()


def item_with(item_id: int) -> SelfCheckItem | None:
    """Return a document of a self-check with campaign, offices and people loaded."""
    related = ("selfcheck__organ", *MADE_BY, "document__decision__entry", "judged_by", "confirmed_by", "entry")
    return SelfCheckItem.objects.filter(pk=item_id).select_related(*related).first()


def items_of(check: SelfCheck, identity: Identity, everything: bool) -> QuerySet[SelfCheckItem]:
    """Return the documents of a self-check with `outcome`: all, or those the person judges. First what waits for the
    person (the desk confirms, the office judges), then what was asked for most."""
    rows = SelfCheckItem.objects.filter(selfcheck=check)
    if not everything:
        rows = rows.filter(made_by(identity))
    waits = Outcome.JUDGED if everything else Outcome.WAITS
    first = Case(When(outcome=waits, then=Value(0)), default=Value(1))
    return with_outcome(rows).order_by(first, "-asked", "document__issued_on", "pk")


def item_rows(found: QuerySet[SelfCheckItem]) -> QuerySet[SelfCheckItem]:
    """Return the documents of a self-check with what a list shows of them."""
    return with_outcome(found).select_related("selfcheck", *MADE_BY, "judged_by", "confirmed_by")


def with_outcome(rows: QuerySet[SelfCheckItem]) -> QuerySet[SelfCheckItem]:
    """Mark each row with what has become of it (Outcome), computed from the document as it is now."""
    runs = Q(document__proposed__isnull=False) | Q(document__status=Status.ISSUED)
    outcome = Case(
        When(document__status__in=PUBLIC, then=Value(Outcome.PUBLIC.value)),
        When(runs, then=Value(Outcome.RUNNING.value)),
        When(UNJUDGED, then=Value(Outcome.WAITS.value)),
        When(UNCONFIRMED, then=Value(Outcome.JUDGED.value)),
        When(verdict=Judgement.KEEP, then=Value(Outcome.KEPT.value)),
        default=Value(Outcome.STOPPED.value),
        output_field=CharField(),
    )
    return rows.annotate(outcome=outcome)


def filtered(rows: QuerySet[SelfCheckItem], wanted: dict[str, Any]) -> QuerySet[SelfCheckItem]:
    """Return the documents that fit: q, attribute, outcome, office."""
    if words := wanted.get("q"):
        rows = rows.filter(Q(document__title__icontains=words) | Q(document__number_text__icontains=words))
    if attribute := wanted.get("attribute"):
        rows = rows.filter(attribute=attribute)
    if office := wanted.get("office"):
        rows = rows.filter(document__office__path__startswith=office.path)
    outcome = {"outcome": wanted.get("outcome")}  # annotated by with_outcome
    return rows.filter(**outcome) if wanted.get("outcome") else rows


def counts_of(check: SelfCheck) -> dict[str, int]:
    """Return how many documents a self-check has, how many were judged, confirmed, and are to be public."""
    judged, confirmed = Count("pk", filter=~UNJUDGED), Count("pk", filter=Q(confirmed_by__isnull=False))
    converting = Count("pk", filter=Q(verdict__in=CONVERTING, confirmed_by__isnull=False))
    rows = SelfCheckItem.objects.filter(selfcheck=check)
    return rows.aggregate(total=Count("pk"), judged=judged, confirmed=confirmed, converting=converting)


def made_by(identity: Identity) -> Q:
    """Return the condition on what the person judges; the twin of policies.makes."""
    made = Q(pk__in=[])
    if Role.DRAFTER in identity.roles:
        made |= Q(document__drafter=identity.person)
    if Role.DIVISION_HEAD in identity.roles:
        made |= Q(document__office__path__startswith=identity.path)
    return made


def unjudged_by(identity: Identity) -> QuerySet[SelfCheckItem]:
    """Return what waits for a verdict of the person in running self-checks."""
    return SelfCheckItem.objects.filter(UNJUDGED, ON_FILE, made_by(identity), selfcheck__state=CheckState.OPEN)


def unconfirmed_in(paths: list[str], but: int) -> QuerySet[SelfCheckItem]:
    """Return what waits for a confirmation in the organs of the paths, leaving out what the person judged."""
    rows = SelfCheckItem.objects.filter(UNCONFIRMED, ON_FILE, selfcheck__state=CheckState.OPEN)
    return rows.filter(selfcheck__organ__path__in=paths).exclude(judged_by_id=but)


def asked_of(organ: Office, year: int) -> QuerySet[AskedFor]:
    """Return how often what was applied for in the year, the most first, with the document where there is one."""
    rows = AskedFor.objects.filter(organ=organ, year=year).select_related("document", "noted_by")
    return rows.order_by("-count", "number_text", "title")


def documents_asked_for(organ: Office, lines: Sequence[Asked]) -> list[int | None]:
    """Return for each line the organ's document with this number, else the only one with this title (two queries).

    Only what bears a number: what is still being drafted is nobody's to apply for, nor the desk's to find.
    """
    rows = Document.objects.filter(lead_office=organ).exclude(number_text="").exclude(status=Status.DISCARDED)
    numbers = {each.number_text for each in lines if each.number_text}
    numbered = dict(rows.filter(number_text__in=numbers).values_list("number_text", "pk"))
    titled: dict[str, list[int]] = defaultdict(list)
    titles = {each.title for each in lines if not each.number_text}
    for title, pk in rows.filter(title__in=titles).values_list("title", "pk"):
        titled[title].append(pk)
    return [numbered.get(each.number_text) if each.number_text else _only(titled.get(each.title, [])) for each in lines]


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def offices_of(check: SelfCheck) -> QuerySet[Office]:
    """Return the offices with documents in the self-check, in the order of the tree."""
    listed = SelfCheckItem.objects.filter(selfcheck=check, document__office=OuterRef("pk"))
    return Office.objects.filter(Exists(listed)).order_by("path")


def report_rows(check: SelfCheck) -> list[dict[str, Any]]:
    """Return what the report is computed from, one row for each document (one query)."""
    rows = with_outcome(SelfCheckItem.objects.filter(selfcheck=check)).annotate(
        number=F("document__number_text"),
        office=F("document__office__name"),
    )
    names = ("number", "office", "attribute", "ground", "ground_now", "asked", "verdict", "outcome")
    return list(rows.order_by("document__office__path", "document__issued_on", "pk").values(*names))


@provides(JudgementFacts)
def judgement_facts(subject: dict[str, Any]) -> JudgementFacts:
    """Gather from {item, verdict, by}: the verdict about to be given, else the one that stands."""
    item = subject["item"]
    verdict = subject.get("verdict", item.verdict)
    return JudgementFacts(verdict, item.asked, item.judged_by_id, subject["by"].pk)


@provides(ClosingFacts)
def closing_facts(subject: SelfCheck) -> ClosingFacts:
    """Gather how much of the self-check is left."""
    rows = SelfCheckItem.objects.filter(selfcheck=subject)
    waiting = Count("pk", filter=ON_FILE & (UNJUDGED | UNCONFIRMED))
    return ClosingFacts(**rows.aggregate(total=Count("pk"), left=waiting))
