"""R41-R46 on the text of a draft: genre, addressees, requests, signatory, persons, internal divisions."""

import re
from collections.abc import Iterator

from documents.docx import signs
from documents.docx.examining.findings import (
    HANDLING,
    Finding,
    Severity,
    place_of,
    place_within,
    text_places,
    title_place,
)
from documents.docx.genres import FACTS, Direction, Genre, genre_of
from documents.docx.model import Draft
from documents.traits import CLOSING_REQUEST, PERSON_TITLE, REQUEST, SUBORDINATE

UNADDRESSED = frozenset(
    {
        Genre.ORDER, Genre.RESOLUTION, Genre.COMMUNIQUE, Genre.ANNOUNCEMENT, Genre.PUBLIC_NOTICE,
        Genre.MINUTES, Genre.DECISION,
    }
)  # fmt: skip
_DIVISION = re.compile(
    r"(?:部|委|委员会|局|厅|署|院|政府|大学|学院|集团|公司|总队)[一-鿿]{1,18}?(?:司|处|科|股|处室|科室|部门|室)$"
)
_MAY_WRITE = re.compile(r"办公[厅室]$|研究室$|参事室$|秘书处$|监察室$|管理处$|办事处$|代表处$|工作部门$")
_INNER = re.compile(r"司局|处室|科室|股室|部门|院系|各学院|各部|直属|下属|所属|内设")
_LAST_LINES = 3


def check(draft: Draft) -> Iterator[Finding]:
    """Yield what breaks the rules on genre and routing."""
    yield from _genre(draft)
    yield from _request(draft)
    yield from _asking(draft)
    yield from _upward(draft)
    yield from _division(draft)


def _genre(draft: Draft) -> Iterator[Finding]:
    if not draft.content.title:
        sentence = "没有找到标题；标题由发文机关名称、事由和文种组成。"
        yield Finding(41, "block", "", sentence, f"{HANDLING}第九条第七项")
    elif genre_of(draft.content.title) is None and draft.genre is not Genre.ORDER:
        sentence = f"标题没有以文种结尾；文种应为{'、'.join(Genre)}之一。"
        yield Finding(41, "warn", title_place(draft), sentence, f"{HANDLING}第八、九条")


def _request(draft: Draft) -> Iterator[Finding]:
    if draft.genre is not Genre.REQUEST:
        return
    addressees = signs.split_addressees(draft.content.addressees)
    if len(addressees) != 1:
        sentence = f"请示只写一个主送机关，现有{len(addressees)}个。"
        place = place_of(draft, "，".join(draft.content.addressees))
        yield Finding(42, "block", place, sentence, f"{HANDLING}第十五条第一项")
    if any(SUBORDINATE.search(name) for name in draft.copies_to):
        yield Finding(42, "block", place_of(draft, "抄送"), "请示不得抄送下级机关。", f"{HANDLING}第十五条第一项")
    asking = _asked(draft)
    if len(asking) > 1:
        sentence = f"请示应当一文一事，文中有{len(asking)}处请示用语。"
        yield Finding(42, "warn", asking[1][0], sentence, f"{HANDLING}第十五条第四项")


def _asked(draft: Draft) -> list[tuple[str, str]]:
    return [(place, text) for place, text in text_places(draft) if REQUEST.search(text)]


def _asking(draft: Draft) -> Iterator[Finding]:
    """Yield requests that stand in a document of another genre (R43)."""
    if draft.genre is None or FACTS[draft.genre].may_request:
        return
    last = [text for _, text in list(text_places(draft))[-_LAST_LINES:]]
    for place, text in _asked(draft):
        closes = draft.genre is Genre.REPORT and text in last and CLOSING_REQUEST.search(text)
        severity: Severity = "block" if closes else "warn"
        sentence = (
            "报告不得以请示用语结尾，请改用请示或删去。"
            if closes
            else f"{draft.genre.value}不得夹带请示事项，请删去请示用语或另行请示。"
        )
        yield Finding(43, severity, place, sentence, f"{HANDLING}第十五条第四项")


def _upward(draft: Draft) -> Iterator[Finding]:
    if draft.genre is None or FACTS[draft.genre].directions[0] is not Direction.UP:
        return
    if not draft.signatories:
        # A draft has none yet; with a number it claims to be signed.
        severity: Severity = "block" if draft.number else "warn"
        place = place_of(draft, draft.number_as_found)
        yield Finding(44, severity, place, "上行文应当标注签发人。", f"{HANDLING}第九条第六项")
    for name in signs.split_addressees(draft.content.addressees):
        if PERSON_TITLE.search(name):
            sentence = "上行文应当主送机关，不得主送领导者个人。"
            yield Finding(45, "block", place_within(draft, name), sentence, f"{HANDLING}第十五条第五项")


def _division(draft: Draft) -> Iterator[Finding]:
    """Yield an issuer that is a division within an organ and writes outward (R46)."""
    addressees = signs.split_addressees(draft.content.addressees)
    if not addressees or all(_INNER.search(name) for name in addressees):
        return
    for body in draft.issuing_bodies:
        if _DIVISION.search(body) and not _MAY_WRITE.search(body):
            sentence = "除办公厅（室）外，部门内设机构不得对外正式行文。"
            yield Finding(46, "block", place_within(draft, body), sentence, f"{HANDLING}第十七条")
