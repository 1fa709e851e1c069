"""The passages of a plan and of its materials: what a comment stands on and what the scanner reads; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from interpretation.choices import PlanField
from interpretation.facts import MaterialData, PlanData
from interpretation.material import paragraphs

TITLE = 0  # the paragraph number of a material's title


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its anchor (f:background, r:1, p:2, m:3:4), what it is called, its text."""

    anchor: str
    label: str
    text: str


def passages_of(plan: PlanData) -> list[Passage]:
    """Return the filled passages of a plan in reading order: fields, risks, later phases, materials."""
    found = [Passage(f"f:{name.value}", str(name.label), getattr(plan, name.value)) for name in PlanField]
    for number, risk in enumerate(plan.risks, start=1):
        text = "；".join(filter(None, (risk.point, risk.response, risk.owner)))
        found.append(Passage(f"r:{number}", f"风险点{number}", text))
    for number, phase in enumerate(plan.phases, start=2):
        found.append(Passage(f"p:{number}", f"第{number}阶段", "；".join(filter(None, (phase.name, phase.owner)))))
    for order, material in enumerate(plan.materials, start=1):
        found += passages_in(material, order)
    return [each for each in found if each.text.strip()]


def passages_in(material: MaterialData, order: int = 1) -> Iterator[Passage]:
    """Yield the passages of one material: its title, each paragraph, source and link."""
    name, head = f"材料{order}", f"m:{material.number}"
    yield Passage(f"{head}:{TITLE}", f"{name}标题", material.title)
    for number, text in enumerate(paragraphs(material.text), start=1):
        yield Passage(f"{head}:{number}", f"{name}第{number}段", text)
    yield Passage(f"{head}:source", f"{name}来源", material.source)
    yield Passage(f"{head}:link", f"{name}链接", material.link)


def by_anchor(plan: PlanData) -> Mapping[str, Passage]:
    """Return the passages of a plan by their anchors."""
    return {each.anchor: each for each in passages_of(plan)}
