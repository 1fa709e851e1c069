"""Where a consultation stands: a function over its steps and the day (条例32、34; R71)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from review.choices import Consulted, ConsultStep, Reply, Ruling


class Standing(StrEnum):
    """Where a consultation stands on a day; the value is what is shown."""

    PREPARED = "待送达"
    WAITING = "待答复"
    SILENT = "逾期未答复，不视为同意，须由本机关决定"
    UNANSWERED = "逾期未答复，请催办或说明不再征求的理由"
    CONSENTED = "同意公开"
    TAKEN_AS_CONSENT = "逾期未答复，视为同意公开"
    OBJECTED = "不同意公开，须由本机关决定"
    PUBLISH = "已决定：因公共利益公开"
    REDACT = "已决定：区分处理后公开"
    WITHHOLD = "已决定：不予公开"
    WAIVED = "已说明不再征求的理由"
    CANCELLED = "已撤销"


class Step(Protocol):
    """What this module asks of a step (review.models.ConsultationStep has it)."""

    @property
    def kind(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...


S = TypeVar("S", bound=Step)

WEIGHING = frozenset({ConsultStep.ANSWERED, ConsultStep.DECIDED, ConsultStep.WAIVED, ConsultStep.CANCELLED})
SPOKEN: dict[str, Standing] = {
    Reply.CONSENTS: Standing.CONSENTED,
    Reply.OBJECTS: Standing.OBJECTED,
    Ruling.PUBLISH: Standing.PUBLISH,
    Ruling.REDACT: Standing.REDACT,
    Ruling.WITHHOLD: Standing.WITHHOLD,
}
ENDED: dict[str, Standing] = {ConsultStep.WAIVED: Standing.WAIVED, ConsultStep.CANCELLED: Standing.CANCELLED}
SILENCE: dict[str, Standing] = {
    Consulted.THIRD_PARTY: Standing.SILENT,
    Consulted.CO_PRODUCER: Standing.TAKEN_AS_CONSENT,
    Consulted.OTHER_AGENCY: Standing.UNANSWERED,
}
LETS_OUT = frozenset({Standing.CONSENTED, Standing.PUBLISH, Standing.REDACT, Standing.CANCELLED})
SETTLED = LETS_OUT | {Standing.TAKEN_AS_CONSENT, Standing.WITHHOLD, Standing.WAIVED}
DECIDED = frozenset({Standing.PUBLISH, Standing.REDACT, Standing.WITHHOLD})
RUNS = frozenset({Standing.PREPARED, Standing.WAITING, Standing.UNANSWERED})


def standing_of(kind: str, steps: Sequence[Step], day: date) -> Standing:
    """Return where a consultation of the kind stands on the office day; steps oldest first.

    After an answer, a decision or an end the last of them counts; before, the clock speaks: a third party's
    silence is no consent, a co-producing agency's is.
    """
    weighing = [each for each in steps if each.kind in WEIGHING]
    if weighing:
        last = weighing[-1]
        return ENDED[last.kind] if last.kind in ENDED else SPOKEN[last.outcome]
    due = due_of(steps)
    if due is None:
        return Standing.PREPARED
    return SILENCE[kind] if day > due else Standing.WAITING


def due_of(steps: Iterable[Step]) -> date | None:
    """Return the last day on which an answer is in time, None before the letter was received."""
    receipt = last_of(steps, ConsultStep.RECEIVED)
    return receipt.due_on if receipt else None


def last_of(steps: Iterable[S], kind: ConsultStep) -> S | None:
    """Return the newest step of the kind."""
    return next((each for each in reversed(list(steps)) if each.kind == kind), None)


def is_told(steps: Sequence[Step]) -> bool:
    """Test if the decision that holds was told to whoever was consulted after it was taken (条例32)."""
    kinds = [each.kind for each in steps]
    if ConsultStep.DECIDED not in kinds:
        return False
    return ConsultStep.TOLD in kinds[len(kinds) - kinds[::-1].index(ConsultStep.DECIDED) :]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act asks of the consultation: whom it concerns and where it stands on the day."""

    kind: str
    standing: Standing
    steps: Sequence[Step]


def _may_receive(asked: Asked) -> bool:
    """A day of receipt that was entered wrongly is entered again; the last one counts."""
    return asked.standing in {Standing.PREPARED, Standing.WAITING}


def _may_be_answered(asked: Asked) -> bool:
    """A late answer counts as long as nothing ended the consultation; it opens a decision again."""
    return asked.standing not in {Standing.PREPARED, Standing.WAIVED, Standing.CANCELLED}


def _may_decide(asked: Asked) -> bool:
    return asked.standing in {Standing.SILENT, Standing.OBJECTED} | DECIDED


def _may_tell(asked: Asked) -> bool:
    return asked.kind == Consulted.THIRD_PARTY and asked.standing in DECIDED and not is_told(asked.steps)


def _may_waive(asked: Asked) -> bool:
    return asked.kind == Consulted.OTHER_AGENCY and asked.standing in RUNS


def _may_cancel(asked: Asked) -> bool:
    return asked.standing in {Standing.PREPARED, Standing.WAITING}


FITS: dict[str, Callable[[Asked], bool]] = {
    ConsultStep.RECEIVED: _may_receive,
    ConsultStep.ANSWERED: _may_be_answered,
    ConsultStep.DECIDED: _may_decide,
    ConsultStep.TOLD: _may_tell,
    ConsultStep.WAIVED: _may_waive,
    ConsultStep.CANCELLED: _may_cancel,
}


def steps_open(asked: Asked) -> list[ConsultStep]:
    """Return what may happen to the consultation now, in the order in which it usually does."""
    return [step for step in ConsultStep if step in FITS and FITS[step](asked)]
