"""Clocks outside the desks: answers to consultations, emergencies, re-posting; phases and delegations have none."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse

from accounts.models import Delegation
from accounts.roles import Role
from accounts.selectors import delegations_on
from common.clock import OFFICE_ZONE, office_date
from deadlines.lights import Colour, Light, light_of, light_of_hours
from deadlines.models import Crossing
from deadlines.selectors import calendar
from notices import services as notices
from notices.facts import Telling
from publication.models import Release, RepostTask
from publication.reposting import hours
from review.clocks import NEAR_HOURS
from review.consultation_selectors import consultation_with
from review.emergencies import emergency_with
from workflow.announcing import called, day_of
from workflow.pages.readings import schedule_rows
from workflow.pages.rows import Today
from workflow.readings import phased
from workflow.roster import Roster, roster
from workflow.watching.publications import working_on
from workflow.watching.steps import key_of

BATCH = 200


def of_consultation(crossing: Crossing, at: datetime, house: Roster) -> Iterator[Telling]:
    """Yield what is told to whoever waits for an answer."""
    day = office_date(at)
    found = consultation_with(crossing.subject_id, day)
    row, opened = found.consultation, found.opened
    light = light_of(crossing.due_on, day, calendar=calendar(row.document.lead_office.path))
    people = (row.document.drafter_id, opened.by_id, opened.on_behalf_of_id)
    yield Telling(
        kind=f"consultation.{crossing.colour}",
        key=key_of(crossing),
        to=frozenset(each for each in people if each),
        text=f"征求{row.get_kind_display()}意见，答复{light.word}（{day_of(light.due)}到期）：{called(row.document)}",
        url=reverse("workflow:consultation", args=[row.pk]),
        about=row.document_id,
        colour=crossing.colour,
    )


def of_emergency(crossing: Crossing, at: datetime, house: Roster) -> Iterator[Telling]:
    """Yield what is told of a document that must be public within hours and is not."""
    row = emergency_with(crossing.subject_id)
    if row is None:
        return
    document, light = row.document, light_of_hours(crossing.due, at, near=NEAR_HOURS)
    declared = {each for each in (row.declared_by_id, row.declared_for_id) if each}
    yield Telling(
        kind=f"emergency.{crossing.colour}",
        key=key_of(crossing),
        to=working_on(document, house) | declared | house.general_office(document.lead_office.path),
        text=f"紧急公开{light.word}（{_moment(crossing.due)}到期）：{called(document)}",
        url=reverse("workflow:document", args=[document.pk]),
        about=document.pk,
        colour=crossing.colour,
    )


def of_repost(crossing: Crossing, at: datetime, house: Roster) -> Iterator[Telling]:
    """Yield what is told of a document of a higher body that nobody has re-posted."""
    task = RepostTask.objects.select_related("source").only("source__name").get(pk=crossing.subject_id)
    light = hours.light_of(crossing.due, at)
    publishers = house.holding(Role.PUBLISHER)
    yield Telling(
        kind=f"repost.{crossing.colour}",
        key=key_of(crossing),
        to=publishers | house.secretaries() if crossing.colour == Colour.RED else publishers,
        text=f"转载{light.word}（{_moment(crossing.due)}到期），来源：{task.source.name}，转载任务 {task.pk}",
        url=reverse("publication:repost", args=[task.pk]),
        colour=crossing.colour,
    )


def _moment(at: datetime) -> str:
    local = at.astimezone(OFFICE_ZONE)
    return f"{day_of(local.date())} {local:%H:%M}"


def watch(at: datetime) -> int:
    """Tell what has no clock of its own and is reached; return how many notices that made."""
    today = Today(at, calendar())
    house = roster(today.day)
    batches = [*_readings(today, house), _delegations(today.day)]
    return sum(notices.tell_once(tellings=each, at=at) for each in batches)


def _readings(today: Today, house: Roster) -> Iterator[list[Telling]]:
    """Yield what is to be told of the later phases of what is public, whether it is still followed up or not."""
    releases, last = phased().select_related("plan", "document__lead_office").order_by("pk"), 0
    while found := list(releases.filter(pk__gt=last)[:BATCH]):
        yield _of_releases(found, today, house)
        last = found[-1].pk


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
