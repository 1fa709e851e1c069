"""The letters of a consultation as Word files in the form of GB/T 9704-2012 10.1 (信函): asking, and telling."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from deadlines.limits import CONSULTATION_DAYS
from documents.docx import dates
from documents.docx.model import Block, Content, Elements, Heading, Paragraph
from documents.docx.typesetting.typeset import typeset
from review.choices import Consulted, Ruling

REGULATION = "《中华人民共和国政府信息公开条例》"
WRITTEN = f"请自收到本函之日起{CONSULTATION_DAYS}个工作日内"
NUMERALS = "一二三四五"
TITLES: dict[str, str] = {
    Consulted.THIRD_PARTY: "关于征求第三方意见的函",
    Consulted.CO_PRODUCER: "关于征求共同制作机关意见的函",
    Consulted.OTHER_AGENCY: "关于协商确认公开信息的函",
}
TOLD_TITLE = "关于告知政府信息公开决定的函"
DECISIONS: dict[str, str] = {
    Ruling.PUBLISH: "决定公开。我机关认为，不公开可能对公共利益造成重大影响",
    Ruling.REDACT: "决定对涉及你方权益的内容作区分处理，删除或者遮盖后公开其余内容",
    Ruling.WITHHOLD: "决定不予公开",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What a letter that asks says: in whose name, to whom, about which document and matter, of which day."""

    kind: str
    body: str
    addressee: str
    title: str
    matter: str
    day: date


@dataclass(frozen=True, slots=True)
class Telling:
    """What a letter that tells a decision says beside what the asking one said."""

    asking: Asking
    outcome: str
    reason: str
    decided_on: date
    answered_on: date | None
    day: date


def asking_letter(asking: Asking) -> bytes:
    """Return the letter that asks for consent or consultation, with the articles and the 15 working days."""
    return _letter(asking, TITLES[asking.kind], ASKS[asking.kind](asking), asking.day)


def telling_letter(telling: Telling) -> bytes:
    """Return the letter that tells whoever was consulted what was decided, why, and what can be done (条例32、51)."""
    return _letter(telling.asking, TOLD_TITLE, _told(telling), telling.day)


def _letter(asking: Asking, title: str, sections: list[tuple[str, str]], day: date) -> bytes:
    blocks: list[Block] = [Paragraph(sections[0][1])]
    for numeral, (head, text) in zip(NUMERALS, sections[1:], strict=False):
        blocks += [Heading(1, f"{numeral}、{head}"), *map(Paragraph, filter(None, text.splitlines()))]
    content = Content(f"{asking.body}{title}", (asking.addressee,), tuple(blocks))
    return typeset(content, Elements(asking.body, issued_on=day), {})


def _third_party(asking: Asking) -> list[tuple[str, str]]:
    opening = (
        f"我机关拟公开《{asking.title}》，其中部分内容涉及你方商业秘密、个人隐私等合法权益。"
        f"根据{REGULATION}第十五条、第三十二条规定，现书面征求你方意见。"
    )
    return [
        ("", opening),
        ("涉及你方的内容", asking.matter),
        ("请答复的事项", "请明确答复是否同意公开上述内容；不同意公开的，请说明理由，并可注明可以公开的部分。"),
        ("答复期限", f"{WRITTEN}书面答复。逾期未提出意见的，不视为同意，由我机关依照条例规定决定是否公开。"),
        (
            "意见的处理",
            "你方不同意公开且有合理理由的，不予公开。我机关认为不公开可能对公共利益造成重大影响的，"
            "可以决定予以公开，并将决定公开的内容和理由书面告知你方。",
        ),
    ]


def _co_producer(asking: Asking) -> list[tuple[str, str]]:
    opening = (
        f"我机关拟公开《{asking.title}》，该文件系与贵机关共同制作。根据{REGULATION}第三十四条规定，现征求贵机关意见。"
    )
    return [
        ("", opening),
        ("涉及贵机关的内容", asking.matter),
        ("请答复的事项", "请明确答复是否同意公开；不同意公开的，请说明理由和依据的条款。"),
        ("答复期限", f"{WRITTEN}提出意见，逾期未提出意见的视为同意公开。"),
    ]


def _other_agency(asking: Asking) -> list[tuple[str, str]]:
    opening = (
        f"我机关拟公开《{asking.title}》，其中部分内容涉及贵机关。根据{REGULATION}第十一条关于公开政府信息涉及其他机关的，"
        "应当与有关机关协商、确认，保证公开的政府信息准确一致的规定，现商请贵机关确认。"
    )
    return [
        ("", opening),
        ("涉及贵机关的内容", asking.matter),
        (
            "请确认的事项",
            "请确认上述内容是否准确、与贵机关公开的信息是否一致，以及是否同意公开；需要修改的，请提出修改意见。",
        ),
        ("答复期限", f"{WRITTEN}书面答复。"),
    ]


ASKS: dict[str, Callable[[Asking], list[tuple[str, str]]]] = {
    Consulted.THIRD_PARTY: _third_party,
    Consulted.CO_PRODUCER: _co_producer,
    Consulted.OTHER_AGENCY: _other_agency,
}


def _told(telling: Telling) -> list[tuple[str, str]]:
    asking, day = telling.asking, dates.as_printed
    answered = f"你方于{day(telling.answered_on)}对此提出了意见。" if telling.answered_on else "你方逾期未提出意见。"
    opening = (
        f"我机关曾于{day(asking.day)}就公开《{asking.title}》书面征求你方意见，{answered}"
        f"根据{REGULATION}第三十二条规定，我机关已于{day(telling.decided_on)}作出决定，现告知如下。"
    )
    rights = (
        f"你方认为上述决定侵犯你方合法权益的，可以根据{REGULATION}第五十一条的规定，自收到本函之日起60日内申请行政复议，"
        "或者自收到本函之日起6个月内提起行政诉讼。"
    )
    return [
        ("", opening),
        ("决定", f"对涉及你方的内容，我机关{DECISIONS[telling.outcome]}。"),
        ("涉及你方的内容", asking.matter),
        ("理由", telling.reason),
        ("救济途径", rights),
    ]
