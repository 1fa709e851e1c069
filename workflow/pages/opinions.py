"""Opinions and returns as rows of one table, oldest first (components/opinions.html)."""

from collections import defaultdict
from typing import Any

from django.urls import reverse

from review.choices import CONFIRMED_WITHHOLDING, PLAN_WARNINGS_SEEN, Desk, Verdict
from review.models import Opinion, OpinionFile, Return
from workflow.selectors import Sight

GOOD = {Verdict.AGREE, Verdict.MAY_PUBLISH}
BAD = {Verdict.DISAGREE, Verdict.MUST_CLASSIFY}
OWN_WORDS = {Desk.REVISE: "重新送审", Desk.RELEASE: "发布", Desk.FOLLOW_UP: "已跟踪", Desk.ARCHIVE: "已归档"}


def files_of(opinions: list[Opinion]) -> dict[int, list[OpinionFile]]:
    """Return the files of the opinions by opinion, in one query."""
    found: dict[int, list[OpinionFile]] = defaultdict(list)
    for file in OpinionFile.objects.filter(opinion__in=opinions).order_by("pk"):
        found[file.opinion_id].append(file)
    return found


def rows(
    opinions: list[Opinion], returns: list[Return], files: dict[int, list[OpinionFile]], sight: Sight
) -> list[dict[str, Any]]:
    """Return what was said on the versions that the person may read, oldest first."""
    said = [opinion_row(o, files.get(o.pk, [])) for o in opinions if sight.sees(o.version.serial)]
    said += [return_row(back) for back in returns if sight.sees(back.version.serial)]
    return sorted(said, key=lambda row: row["at"])


def verdict_of(opinion: Opinion) -> str:
    """Return the verdict in the words of its desk."""
    confirmed = "（再次确认不主动公开）" if CONFIRMED_WITHHOLDING in opinion.checklist else ""
    seen = "（已核对解读材料的疑点）" if PLAN_WARNINGS_SEEN in opinion.checklist else ""
    return OWN_WORDS.get(Desk(opinion.desk)) or str(opinion.get_verdict_display()) + confirmed + seen


def words_of(back: Return) -> str:
    """Return in a few words what the return did."""
    return "撤回" if back.from_desk == Desk.REVISE else f"退回至{back.get_to_desk_display()}"


def opinion_row(opinion: Opinion, files: list[OpinionFile]) -> dict[str, Any]:
    """Return one opinion."""
    return {
        "desk": opinion.get_desk_display(),
        "name": opinion.by.full_name,
        "title": opinion.by.title,
        "office": (opinion.office or opinion.by.office).label,
        "on_behalf_of": opinion.on_behalf_of.full_name if opinion.on_behalf_of else "",
        "verdict": verdict_of(opinion),
        "tone": "good" if opinion.verdict in GOOD else "bad" if opinion.verdict in BAD else "warn",
        "text": opinion.text,
        "at": opinion.at,
        "version": opinion.version.serial,
        "attachments": [
            {"name": file.filename, "url": reverse("workflow:opinion_file", args=[file.pk])} for file in files
        ]
        + letter_of(opinion),
        "superseded": opinion.superseded_why,
    }


def letter_of(opinion: Opinion) -> list[dict[str, str]]:
    """Return the letter that goes upward with a doubt (R18), as a paper of the opinion."""
    if opinion.verdict != Verdict.CANNOT_DETERMINE or not opinion.content_sm3:
        return []
    return [{"name": "提请确定的函件", "url": reverse("workflow:doubt_letter", args=[opinion.pk])}]


def return_row(back: Return) -> dict[str, Any]:
    """Return one return, with the way to its notice."""
    return {
        "desk": back.get_from_desk_display(),
        "name": back.by.full_name,
        "title": back.by.title,
        "office": back.by.office.label,
        "on_behalf_of": back.on_behalf_of.full_name if back.on_behalf_of else "",
        "verdict": words_of(back),
        "tone": "bad",
        "text": f"{back.get_reason_display()}：{back.text}",
        "at": back.at,
        "version": back.version.serial,
        "attachments": [{"name": "退文单", "url": reverse("workflow:return_notice", args=[back.pk])}],
        "superseded": "",
    }


def voided(opinions: list[Opinion]) -> list[dict[str, Any]]:
    """Return what became void, for components/void_notice.html."""
    return [
        {"desk": o.get_desk_display(), "name": o.by.full_name, "at": o.at, "reason": o.superseded_why} for o in opinions
    ]
