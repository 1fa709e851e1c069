"""What the rules of this app may ask, and the plan as it is typed, as frozen plain values."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk point: what may be said, how likely (a code of Likelihood), the response, whose it is."""

    point: str
    likelihood: str
    response: str
    owner: str


@dataclass(frozen=True, slots=True)
class PlanData:
    """The content of an interpretation plan; codes of interpretation.choices, plain text otherwise."""

    first_interpreter: str = ""
    responsible: str = ""
    background: str = ""
    key_points: str = ""
    terms: str = ""
    forms: tuple[str, ...] = ()
    schedule: str = ""
    channels: tuple[str, ...] = ()
    publicity: str = ""
    risks: tuple[Risk, ...] = ()
    no_risk_reason: str = ""
    material_title: str = ""
    material_text: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what the digest is taken over: forms and channels sorted, everything else as typed."""
        plain = asdict(self)
        risks = [asdict(risk) for risk in self.risks]
        return {
            **plain,
            "forms": sorted(set(self.forms)),
            "channels": sorted(set(self.channels)),
            "risks": risks,
        }


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Whether an interpretation is due for one document, and which parts of its present plan are there.

    `risks_assessed` counts the risk points that have a likelihood, a response and an owner.
    """

    is_due: bool
    has_plan: bool = False
    has_people: bool = False
    has_points: bool = False
    has_forms: bool = False
    has_schedule: bool = False
    has_channels: bool = False
    has_publicity: bool = False
    risks: int = 0
    risks_assessed: int = 0
    states_no_risk: bool = False
    has_material: bool = False
