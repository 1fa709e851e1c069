"""Reads of the portal: a fixed number of queries each, over live releases only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from documents.choices import Stage
from interpretation.models import PlanMaterial
from publication.choices import State
from publication.models import Release, ReleaseQuerySet

FILES = ("docx", "pdf", "html")
NEWEST = ("-published_at", "-pk")
ROW = ("title", "number_text", "generated_on", "published_at", "issuing_body", "genre", "validity")
MOST_BODIES = 30


def newest() -> ReleaseQuerySet:
    """Return the live releases as rows of a list, newest first."""
    rows = Release.objects.live().select_related("index").order_by(*NEWEST)
    return rows.only(*ROW, "state", "plan_id", "index__text")


def filtered(asked: Mapping[str, Any]) -> ReleaseQuerySet:
    """Return the rows that fit what was asked for (cleaned data of ListForm)."""
    rows = newest()
    if topic := asked.get("topic"):
        rows = rows.filter(topic=topic)
    if genre := asked.get("genre"):
        rows = rows.filter(genre=genre)
    if stage := asked.get("stage"):
        rows = rows.filter(stages__contains=[stage])
    if year := asked.get("year"):
        rows = rows.filter(generated_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if body := asked.get("body"):
        rows = rows.filter(issuing_body=body)
    return rows.filter(_says(q)) if (q := asked.get("q")) else rows


def _says(text: str) -> Q:
    return Q(title__icontains=text) | Q(number_text__icontains=text) | Q(summary__icontains=text)


def facets() -> dict[str, list[Any]]:
    """Return which topics, genres, years and issuing bodies have live releases (one query)."""
    found = Release.objects.live().aggregate(
        topic=ArrayAgg("topic", distinct=True, default=[]),
        genre=ArrayAgg("genre", distinct=True, default=[]),
        year=ArrayAgg(ExtractYear("generated_on"), distinct=True, default=[]),
        body=ArrayAgg("issuing_body", distinct=True, default=[]),
    )
    return {**found, "year": sorted(found["year"], reverse=True), "body": found["body"][:MOST_BODIES]}


def counts_by_stage() -> dict[str, int]:
    """Return how many live releases stand in each of the five disclosures, and "total" (one query)."""
    stages = {code: Count("pk", filter=Q(stages__contains=[code])) for code in Stage.values}
    return Release.objects.live().aggregate(total=Count("pk"), **stages)


def counts_by_topic() -> list[tuple[str, int]]:
    """Return how many live releases each topic has, by topic (one query)."""
    groups = Release.objects.live().values("topic").annotate(count=Count("pk")).order_by("topic")
    return [(row["topic"], row["count"]) for row in groups]


def interpreted() -> QuerySet[Release]:
    """Return the live releases that carry an interpretation, newest first."""
    rows = Release.objects.live().filter(plan__isnull=False).select_related("index", "plan")
    first = PlanMaterial.objects.filter(plan=OuterRef("plan"), order=1).values("material__title")
    shown = rows.order_by(*NEWEST).only(*ROW, "state", "index__text", "plan__responsible")
    return shown.annotate(lead_title=Subquery(first))


def at_address(index: str) -> Release | None:
    """Return the newest release under the index number, live or retracted, with all that its page shows."""
    rows = Release.objects.filter(index__text=index).exclude(state=State.REPLACED)
    related = ("index", "plan", "copy__html", "copy__docx", "copy__pdf")
    return rows.select_related(*related).defer("copy__docx__data", "copy__pdf__data").order_by("-serial").first()


def file_at(index: str, kind: str) -> Release | None:
    """Return the newest release under the index number with the bytes of one of FILES loaded."""
    rows = Release.objects.filter(index__text=index).exclude(state=State.REPLACED)
    return rows.select_related("index", f"copy__{kind}").order_by("-serial").first()


def corrections_of(release: Release) -> list[Release]:
    """Return the releases that were replaced by later ones of the same document, newest first."""
    rows = Release.objects.filter(document_id=release.document_id, state=State.REPLACED)
    return list(rows.filter(serial__lt=release.serial).order_by("-serial").only("ended_at", "explanation"))


def related_to(release: Release, most: int) -> list[Release]:
    """Return the newest other live releases of the same topic."""
    return list(newest().filter(topic=release.topic).exclude(pk=release.pk)[:most])
