"""提请确定的函件 (R18): what goes upward with a doubt, typeset like any paper of the office (GB/T 9704-2012)."""

from common.clock import office_date
from documents.docx.genres import Genre
from documents.docx.model import Block, Content, Elements, Heading, Paragraph
from documents.docx.typesetting.typeset import typeset
from review.choices import Desk
from review.models import Opinion

BASIS = (
    "《中华人民共和国政府信息公开条例》第十七条规定，行政机关不能确定政府信息是否可以公开的，应当依照法律、法规和国家有关规定报"
    "有关主管部门或者保密行政管理部门确定。《中华人民共和国保守国家秘密法实施条例》第四十二条规定，公开信息应当先审查、后公开，"
    "逐项审查。"
)
TO = {
    Desk.CONFIDENTIALITY_OFFICER: "保密机构负责人",
    Desk.CONFIDENTIALITY_HEAD: "分管领导",
    Desk.CONFIDENTIALITY_LEADER: "有关主管部门、同级保密行政管理部门",
}


_INNER = str.maketrans("《》", "〈〉")  # a title in a title (GB/T 15834)


def genre_of(opinion: Opinion) -> Genre:
    """Return 函 for what leaves the organ, 请示 for what goes up inside it."""
    return Genre.LETTER if opinion.desk == Desk.CONFIDENTIALITY_LEADER else Genre.REQUEST


def letter_of(opinion: Opinion) -> bytes:
    """Return the letter as a Word file: the document, its digest, the reviewer's words, the question, the articles."""
    organ = opinion.document.lead_office.name
    leaves = genre_of(opinion) is Genre.LETTER
    sender = organ if leaves else (opinion.on_behalf_of or opinion.by).office.name
    elements = Elements(
        issuing_body=organ if leaves else "",
        issued_on=office_date(opinion.at),
        signature_bodies=(sender,),
    )
    return typeset(content_of(opinion), elements, {})


def content_of(opinion: Opinion) -> Content:
    """Return the text of the letter."""
    question = f"提请确定《{opinion.document.title.translate(_INNER)}》是否可以公开"
    ending = "特此函达，请予函复。" if genre_of(opinion) is Genre.LETTER else "妥否，请批示。"
    return Content(
        title=f"关于{question}的{genre_of(opinion)}",
        addressees=(TO[Desk(opinion.desk)],),
        blocks=(
            Paragraph(BASIS + "下列文件在保密审查中不能确定是否可以公开，现提请确定。"),
            *_facts(opinion),
            Heading(1, "二、审查意见"),
            *(Paragraph(line) for line in opinion.text.splitlines() if line.strip()),
            Heading(1, "三、提请确定的事项"),
            Paragraph("上述内容能否向社会公开；其中有不得公开的，请指明具体内容和依据。答复以前，该文件不公开。"),
            Paragraph(ending),
        ),
    )


def _facts(opinion: Opinion) -> tuple[Block, ...]:
    document, decision = opinion.document, opinion.document.decision
    lines = (
        f"标题：{document.title}",
        f"发文字号：{document.number_text or '尚未编号'}",
        f"拟稿单位：{document.office.name}",
        f"拟定的公开属性：{decision.get_attribute_display() if decision else '尚未拟定'}",
        f"所审稿次：第{opinion.version.serial}稿",
        f"内容摘要值（SM3）：{opinion.content_sm3}",
    )
    return (Heading(1, "一、文件"), *map(Paragraph, lines))
