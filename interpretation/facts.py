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
class Phase:
    """A later phase (分段、持续解读): due on a day (ISO) or so many working days after publication; forms; whose."""

    name: str
    due_on: str = ""
    days: int | None = None
    forms: tuple[str, ...] = ()
    owner: str = ""

    @property
    def is_scheduled(self) -> bool:
        """Test if the phase says what, when, how and who."""
        return bool(self.name.strip() and (self.due_on or self.days) and self.forms and self.owner.strip())


@dataclass(frozen=True, slots=True)
class MaterialData:
    """The content of one material; `number` says which of the document's materials it is (0: a new one).

    `form` is a code of Form, `picture` the SHA-256 of a stored picture, `link` leads to a video or a press conference.
    `is_generated`: made by rules out of the document, and nobody has edited it yet.
    """

    number: int
    form: str
    title: str
    text: str = ""
    source: str = ""
    link: str = ""
    picture: str = ""
    phase: int = 1
    is_generated: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what the digest of the material is taken over."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PublicMaterial:
    """A material as it goes out. `html` is made by our own templates from escaped text; `text` is plain, for search.

    `picture` are the bytes of a PNG, JPEG or SVG (`picture_type`), None where there is none; `digest` is the SM3.
    """

    serial: int
    form: str
    title: str
    source: str
    html: str
    text: str
    picture: bytes | None
    picture_type: str
    link: str
    phase: int
    digest: str


@dataclass(frozen=True, slots=True)
class PlanData:
    """The content of an interpretation plan; codes of interpretation.choices, plain text otherwise.

    `phases` are the later ones, `materials` what is published with the document, in their order.
    """

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
    phases: tuple[Phase, ...] = ()
    materials: tuple[MaterialData, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the columns of the plan itself: forms and channels sorted, everything else as typed; no material."""
        plain = asdict(self)
        del plain["materials"]
        risks = [asdict(risk) for risk in self.risks]
        phases = [asdict(phase) | {"forms": sorted(set(phase.forms))} for phase in self.phases]
        return {
            **plain,
            "forms": sorted(set(self.forms)),
            "channels": sorted(set(self.channels)),
            "risks": risks,
            "phases": phases,
        }


@dataclass(frozen=True, slots=True)
class LaterFacts:
    """The later phases of the plan with which a document was published, and how many have a public material."""

    phases: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Whether an interpretation is due for one document, and which parts of its present plan are there.

    `risks_assessed` counts the risk points that have a likelihood, a response and an owner, `phases_scheduled` the
    later phases that say what, when, how and who; `drafts` are materials that nobody has edited since they were
    generated.
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
    phases: int = 0
    phases_scheduled: int = 0
    has_material: bool = False
    materials_whole: bool = True
    drafts: int = 0
