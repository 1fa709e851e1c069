"""Damaged and hostile files: a model or a refusal that says nothing of the file, never another exception.

MINGFA_FUZZ=2000 tries that many files (`make fuzz`); the suite tries a few hundred.
"""

import copy
import os
import random

import pytest
from lxml import etree

from common.errors import DomainError
from documents.docx import content
from documents.docx.examining.examiner import examine
from documents.docx.intake import take_in
from documents.docx.ooxml import MC, M, W
from tests.documents.docx.channels import CHANNELS, file_of
from tests.documents.docx.conftest import FOUNDING, SHARED
from tests.documents.docx.layouts import laid_out
from tests.documents.docx.making import unzipped, zipped

FILES, AT_ONCE = int(os.environ.get("MINGFA_FUZZ", "300")), 50
NAMES = [
    f"{{{W}}}{name}"
    for name in (
        "tbl",
        "tr",
        "tc",
        "p",
        "r",
        "t",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "pict",
        "drawing",
        "txbxContent",
        "pPr",
        "rPr",
        "fldChar",
        "footnoteReference",
        "br",
        "gridSpan",
        "vMerge",
        "numPr",
        "pStyle",
        "sectPr",
        "framePr",
        "trHeight",
    )
] + [f"{{{MC}}}AlternateContent", f"{{{M}}}oMath", f"{{{M}}}f"]
ODD_VALUES = [
    "",
    "-1",
    "99999999999999999999",
    "auto",
    "\ufffd",
    "1e9",
    "../../x",
    "密",
    "restart",
    "true",
    "0",
    "begin",
    "end",
]
ODD_TEXTS = [
    "附件：",
    "〔2017〕3号",
    "2017年13月45日",
    "：",
    "签发人：",
    "抄送：",
    "一、",
    "（",
    "\u202e",
    "第999999999号",
    "令",
]


def seeds():
    """Return real files and invented ones: what is damaged below."""
    real = sorted(SHARED.glob("*.docx"))[:6] if SHARED.is_dir() else []
    invented = [laid_out(seed)[0] for seed in range(12)] + [file_of(options) for *_, options in CHANNELS]
    return [FOUNDING.read_bytes(), *(path.read_bytes() for path in real), *invented]


SEEDS = seeds()


def damaged(number):
    """Return one of the files, damaged in one or several ways."""
    chance = random.Random(number)  # noqa: S311 - the same damage each time
    data = chance.choice(SEEDS)
    if chance.random() < 0.08:
        return flipped(chance, data)
    parts = unzipped(data)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice([*parts, "word/document.xml", "word/document.xml"])
        if name in parts:
            way = chance.choice(WAYS)
            parts[name] = way(chance, parts[name])
    if chance.random() < 0.05:
        parts.pop(chance.choice(list(parts)), None)
    return zipped(parts)


def flipped(chance, data):
    made = bytearray(data or b" ")
    for _ in range(chance.randint(1, 30)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made[: chance.choice([len(made), chance.randrange(len(made))])])


def in_tree(chance, xml):
    """Change the tree of a part in a few places, so that it stays well-formed."""
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return xml
    for _ in range(chance.randint(1, 6)):
        chosen = chance.choice(list(root.iter("*")))
        if chosen is not root:
            chance.choice(CHANGES)(chance, chosen, chance.choice(list(root.iter("*"))))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def dropped(chance, element, other):
    element.getparent().remove(element)


def unwrapped(chance, element, other):
    parent = element.getparent()
    for child in element:
        parent.append(child)


def renamed(chance, element, other):
    element.tag = chance.choice(NAMES) if chance.random() < 0.7 else other.tag


def revalued(chance, element, other):
    for name in element.attrib:
        element.set(name, chance.choice(ODD_VALUES))
    element.set(f"{{{W}}}val", chance.choice(ODD_VALUES))


def retold(chance, element, other):
    element.text = chance.choice(ODD_TEXTS) + (element.text or "") * chance.choice([0, 1, 50])


def repeated(chance, element, other):
    for _ in range(chance.choice([1, 3, 100]) if len(list(element.iter())) < 200 else 1):
        element.addnext(copy.deepcopy(element))


def nested(chance, element, other):
    """Put an element into itself, again and again."""
    inner = element
    for _ in range(chance.choice([1, 5, 60])):
        shell = etree.SubElement(inner, element.tag, dict(element.attrib))
        inner = shell


def moved(chance, element, other):
    if other not in set(element.iter()):
        other.append(element)


WAYS = [*[in_tree] * 19, flipped]
CHANGES = [dropped, unwrapped, renamed, revalued, retold, repeated, nested, moved]


@pytest.mark.parametrize("start", range(0, FILES, AT_ONCE))
def test_a_damaged_file_gives_a_model_or_a_refusal(start):
    read = 0
    for number in range(start, min(start + AT_ONCE, FILES)):
        data = damaged(number)
        try:
            report, taken = examine(data, "稿.docx"), take_in(data, "稿.docx")
        except DomainError as refusal:
            assert refusal.__cause__ is None, number
        else:
            read += 1
            assert report.draft.content == taken.draft.content, number
            assert content.from_json(content.to_json(taken.draft.content)) == taken.draft.content, number

    assert read > 0
