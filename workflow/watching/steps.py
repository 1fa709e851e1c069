"""What a rung of a clock is to those who are told: one step, or two at once."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from common.clock import office_text
from deadlines.choices import Rung
from deadlines.models import Crossing


class Step(StrEnum):
    """The light turned yellow or red; red goes to head and General Office at once, after some days to the leader."""

    YELLOW = "yellow"
    RED = "red"
    ESCALATED = "escalated"
    LEADER = "leader"


STEPS: Mapping[str, tuple[Step, ...]] = MappingProxyType(
    {
        Rung.FIRST: (Step.YELLOW,),
        Rung.SECOND: (Step.YELLOW,),
        Rung.THIRD: (Step.YELLOW,),
        Rung.NEAR: (Step.YELLOW,),
        Rung.DUE: (Step.RED, Step.ESCALATED),
        Rung.LATE: (Step.LEADER,),
    }
)


def key_of(crossing: Crossing) -> str:
    """Return what names the crossing in a notice: whose clock, which rung, which end of it."""
    return f"{crossing.subject_id}:{crossing.rung}:{office_text(crossing.due)}"
