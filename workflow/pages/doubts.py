"""What lies before a desk of the confidentiality chain from below and from outside (components/doubts.html)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from review import chains
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Verdict
from review.models import Opinion
from workflow.models import DeskTask
from workflow.pages.opinions import letter_of


def doubts_of(task: DeskTask, held: Sequence[Opinion]) -> dict[str, Any]:
    """Return the words of who could not determine, the nearest first, what was answered, and where to record it."""
    if task.desk not in CONFIDENTIALITY_CHAIN:
        return {}
    asked = [o for o in held if o.desk in CONFIDENTIALITY_CHAIN and o.verdict == Verdict.CANNOT_DETERMINE]
    if not asked:
        return {}
    last = chains.doubt_of(held) if task.desk == Desk.CONFIDENTIALITY_LEADER else None
    answers = [_answer(each) for each in chains.answers_of(task.document_id)] if last else []
    return {
        "doubts": [_doubt(each) for each in reversed(asked)],
        "answers": answers,
        "answer_url": reverse("workflow:answer", args=[task.pk]) if last and task.is_open else "",
    }


def _doubt(opinion: Opinion) -> dict[str, Any]:
    letter = letter_of(opinion)
    return {
        "desk": opinion.get_desk_display(),
        "name": opinion.by.full_name,
        "on_behalf_of": opinion.on_behalf_of.full_name if opinion.on_behalf_of else "",
        "at": opinion.at,
        "text": opinion.text,
        "letter_url": letter[0]["url"] if letter else "",
    }


def _answer(answer: Any) -> dict[str, Any]:
    return {
        "body": answer.body,
        "letter": answer.letter,
        "on": answer.answered_on,
        "answer": answer.get_answer_display(),
        "text": answer.text,
        "by": answer.recorded_by.full_name,
        "at": answer.at,
    }
