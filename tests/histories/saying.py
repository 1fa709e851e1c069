"""What the people of the histories say and upload."""

from docx import Document as Word

from interpretation.facts import MaterialData, PlanData, Risk


def plan_about(word: str) -> PlanData:
    texts = dict.fromkeys(("first_interpreter", "responsible", "background", "schedule", "publicity"), "写明")
    risk = Risk("家长疑问", "low", "答复", "处长")
    return PlanData(
        **texts, key_points=word, forms=("questions",), channels=("portal",), risks=(risk,),
        materials=(MaterialData(1, "questions", "答记者问", f"解读如下。{word}"),),
    )  # fmt: skip


def vars_of(proposal):
    return {name: getattr(proposal, name) for name in proposal.__dataclass_fields__}


def marked(mark, place):
    """Return a Word file with the mark at the place and a word that must be stored nowhere, and its name."""
    from io import BytesIO

    word, held = Word(), BytesIO()
    word.add_paragraph(mark if place == "head" else "教育部办公厅文件")
    word.add_paragraph("植入字样")
    if place == "text":
        word.add_paragraph(f"密级：{mark}")
    if place == "property":
        word.core_properties.keywords = mark
    if place == "header":
        word.sections[0].header.paragraphs[0].text = mark
    word.save(held)
    return held.getvalue(), f"{mark}.docx" if place == "name" else "草稿.docx"
