"""The clocks outside the desks: answers to consultations, later phases of an interpretation, delegations that begin."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Delegation
from accounts.roles import Role
from accounts.selectors import delegations_on
from deadlines.lights import Colour, Light
from deadlines.selectors import calendar
from notices import services as notices
from notices.facts import Telling
from publication.models import Release
from review.choices import Desk
from review.consultation_selectors import Consulting, standing_now, unsettled
from review.models import Consultation
from workflow.announcing import called, day_of
from workflow.models import DeskTask
from workflow.pages.consultations import light_of_consultation
from workflow.pages.readings import schedule_rows
from workflow.pages.rows import Today
from workflow.roster import Roster, roster

BATCH = 200


def watch(at: datetime) -> int:
    """Tell what these clocks have reached; return how many notices that made."""
    today = Today(at, calendar())
    house = roster(today.day)
    batches = [*_consultations(today), *_readings(today, house), _delegations(today.day)]
    return sum(notices.tell_rungs(tellings=each, at=at) for each in batches)


def _consultations(today: Today) -> Iterator[list[Telling]]:
    waiting = list(unsettled().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(waiting), BATCH):
        chunk: QuerySet[Consultation] = Consultation.objects.filter(pk__in=waiting[start : start + BATCH])
        yield [one for each in standing_now(chunk, today.day, BATCH) for one in _of_consultation(each, today)]


def _of_consultation(found: Consulting, today: Today) -> Iterator[Telling]:
    light, row = light_of_consultation(found, today), found.consultation
    if light is None or light.colour is Colour.GREEN:
        return
    people = (row.document.drafter_id, found.opened.by_id, found.opened.on_behalf_of_id)
    yield Telling(
        kind=f"consultation.{light.colour}",
        key=f"{row.pk}:{light.colour}:{light.due}",
        to=frozenset(each for each in people if each),
        text=f"征求{row.get_kind_display()}意见，{_standing(light)}：{called(row.document)}",
        url=reverse("workflow:consultation", args=[row.pk]),
        about=row.document_id,
        colour=light.colour,
    )


def _standing(light: Light) -> str:
    return f"答复{light.word}（{day_of(light.due)}到期）"


def _readings(today: Today, house: Roster) -> Iterator[list[Telling]]:
    """Yield what is to be told of phases whose document is still followed up."""
    followed = DeskTask.objects.filter(finished__isnull=True, desk=Desk.FOLLOW_UP).values_list("document_id", flat=True)
    documents = sorted(followed)
    for start in range(0, len(documents), BATCH):
        releases = Release.objects.live().filter(document__in=documents[start : start + BATCH], plan__isnull=False)
        found = list(releases.select_related("plan", "document__lead_office"))
        yield _of_releases(found, today, house)


def _of_releases(releases: Sequence[Release], today: Today, house: Roster) -> list[Telling]:
    found = {reverse("workflow:document", args=[each.document_id]): each for each in releases}
    rows = [(found[row["document_url"]], row) for row in schedule_rows(releases, today)]
    return [_of_phase(*pair, house) for pair in rows if pair[1]["light"] and pair[1]["light"].colour != Colour.GREEN]


def _of_phase(release: Release, row: dict[str, object], house: Roster) -> Telling:
    light, lead = row["light"], release.document.lead_office.path
    assert isinstance(light, Light)  # noqa: S101
    to = {release.document.drafter_id} | house.officers(Role.NEWS_OFFICER, lead)
    return Telling(
        kind=f"reading.{light.colour}",
        key=f"{release.document_id}:{row['phase']}:{light.colour}:{light.due}",
        to=to | house.general_office(lead) if light.colour is Colour.RED else to,
        text=f"第{row['phase']}阶段解读{light.word}（{day_of(light.due)}到期）：{called(release.document)}",
        url=reverse("workflow:readings"),
        about=release.document_id,
        colour=light.colour,
    )


def _delegations(day: date) -> list[Telling]:
    begun = delegations_on(day).select_related("principal")
    return [_of_delegation(each) for each in begun]


def _of_delegation(each: Delegation) -> Telling:
    period = f"{day_of(each.starts_on)}至{day_of(each.ends_on)}"
    text = f"{each.principal.full_name}委托您代办，{period}"
    return Telling("delegation.made", str(each.pk), {each.delegate_id}, text, reverse("accounts:delegations"))
