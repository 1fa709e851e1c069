"""The typeset page as paper: made into PDF by the real LibreOffice and measured (GB/T 9704-2012)."""

from collections import Counter
from datetime import date
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pytest

from documents.docx.intake import take_in
from documents.docx.libreoffice import pdf
from documents.docx.model import Content, Elements, Paragraph
from documents.docx.typesetting.typeset import typeset

MM = 25.4 / 72
TOP, LEFT, WIDTH, HEIGHT = 37, 28, 156, 225
ELEMENTS = Elements(
    "教育部办公厅",
    "教办厅〔2017〕3号",
    issued_on=date(2017, 4, 10),
    closing_note="此件公开发布",
    copies_to=("中共中央办公厅，国务院办公厅政府信息与政务公开办公室",),
    printing_body="教育部办公厅",
    printed_on=date(2017, 4, 12),
)
pytestmark = pytest.mark.office


def printed(content, elements):
    made = pdf.convert(typeset(content, elements, {}))
    assert made is not None
    return pdfplumber.open(BytesIO(made)).pages


@pytest.fixture(scope="module")
def pages(founding):
    return printed(take_in(founding, "稿.docx").draft.content, ELEMENTS)


@pytest.fixture(scope="module")
def letter():
    content = Content("教育部办公厅关于商请某事的函", ("财政部办公厅",), (Paragraph("现将有关事项函告如下。" * 60),))
    return printed(content, Elements("教育部办公厅", "教办函〔2017〕3号", issued_on=date(2017, 4, 10)))


def lines(page):
    """Return the lines of the type area, each as its characters from the left, from the top."""
    rows = {}
    for char in page.chars:
        if char["text"].strip() and char["top"] * MM < TOP + HEIGHT:
            rows.setdefault(round(char["bottom"]), []).append(char)
    return [sorted(row, key=lambda char: char["x0"]) for _, row in sorted(rows.items())]


def text(line):
    return "".join(char["text"] for char in line)


def ink(page, is_ink):
    """Return the bands (top, bottom in mm) of the rows of the page that hold a pixel of the kind."""
    resolution = 200
    picture = page.to_image(resolution=resolution).original.convert("RGB")
    row, found, start = picture.width, [], None
    pixels = picture.tobytes()
    for y in range(picture.height):
        here = pixels[y * row * 3 : (y + 1) * row * 3]
        marked = any(map(is_ink, here[0::3], here[1::3], here[2::3]))
        if marked and start is None:
            start = y
        if not marked and start is not None:
            found.append((start * 25.4 / resolution, y * 25.4 / resolution))
            start = None
    return found


def red(r, g, b):
    return r > 150 and g < 120 and b < 140


def black(r, g, b):
    return max(r, g, b) < 100


def page_number(page):
    return [char for char in page.chars if char["top"] * MM > TOP + HEIGHT and char["text"].strip()]


def test_the_type_area_is_156_by_225_millimetres(pages):
    full = pages[1:-2]
    chars = [char for page in full for line in lines(page) for char in line]
    left, right = min(char["x0"] for char in chars) * MM, max(char["x1"] for char in chars) * MM
    bands = [band for page in full for band in ink(page, black) if band[0] < TOP + HEIGHT]

    assert left == pytest.approx(LEFT, abs=1) and right - left == pytest.approx(WIDTH, abs=1)
    top, bottom = min(top for top, _ in bands), max(bottom for _, bottom in bands)
    assert top >= TOP - 1 and bottom <= TOP + HEIGHT + 1
    pitch = Counter(round(below[0]["bottom"] - above[0]["bottom"], 1) for above, below in pairwise(lines(full[0])))
    assert 22 * pitch.most_common(1)[0][0] * MM == pytest.approx(HEIGHT, abs=1)


def test_a_page_has_22_lines_of_28_characters(pages):
    full = [lines(page) for page in pages[1:-2]]
    chinese = [line for page in full for line in page if all(ord(char["text"]) > 0x2000 for char in line)]
    counts = Counter(map(len, (line for line in chinese if line[0]["x0"] * MM < LEFT + 1)))

    assert {len(page) for page in full} == {22}
    assert counts.most_common(1)[0][0] == 28 and max(counts) <= 28


def test_the_masthead_begins_35_millimetres_below_the_top_of_the_type_area(pages):
    assert ink(pages[0], red)[0][0] == pytest.approx(TOP + 35, abs=1)


def test_the_red_line_is_4_millimetres_below_the_number_and_as_wide_as_the_type_area(pages):
    (number,) = [band for band in ink(pages[0], black) if 90 < band[0] < 118]
    rule = ink(pages[0], red)[-1]
    (drawn,) = {(each["x0"], each["x1"]) for each in pages[0].lines}

    assert rule[0] - number[1] == pytest.approx(4, abs=0.5)
    assert (drawn[1] - drawn[0]) * MM == pytest.approx(WIDTH, abs=1)


def test_the_text_begins_on_the_first_page(pages):
    assert any("近年来，教育系统坚持" in text(line) for line in lines(pages[0]))


def test_page_numbers_stand_outside_one_character_in_and_7_millimetres_below(pages):
    for at, page in enumerate(pages, 1):
        shown = page_number(page)
        inner = LEFT + 14 / 72 * 25.4, LEFT + WIDTH - 14 / 72 * 25.4
        place = (shown[0]["x0"] * MM - inner[0]) if at % 2 == 0 else (shown[-1]["x1"] * MM - inner[1])
        assert text(shown) == f"—{at}—"
        assert place == pytest.approx(0, abs=0.5)
    assert ink(pages[0], black)[-1][0] == pytest.approx(TOP + HEIGHT + 7, abs=1)


def test_the_colophon_ends_with_the_type_area_between_lines_of_its_width(pages):
    rules = sorted((each["top"] * MM, each["bottom"] * MM, each["width"] * MM) for each in pages[-1].rects)

    assert [round(bottom - top, 2) for top, bottom, _ in rules] == [0.35, 0.25, 0.35]
    assert rules[-1][1] == pytest.approx(TOP + HEIGHT, abs=0.5)
    assert all(width == pytest.approx(WIDTH, abs=0.5) for *_, width in rules)


def test_the_last_page_bears_text_above_the_signature(pages):
    shown = [text(line) for line in lines(pages[-1])]

    assert len(shown[: shown.index("教育部办公厅")]) >= 1


@pytest.mark.parametrize("times", [9, 35, 38])
def test_a_long_last_paragraph_that_ends_with_its_page_leaves_no_signature_alone_on_the_next(times):
    text_of_it = (Paragraph("现将有关事项通知如下。"), Paragraph("各单位要高度重视，加强领导，落实责任分工。" * times))
    made = printed(Content("教育部办公厅关于某事的通知", ("各省教育厅",), text_of_it), ELEMENTS)

    assert not text(lines(made[-1])[0]).startswith("教育部办公厅")


def test_the_double_lines_of_a_letter_stand_by_the_edges_of_the_paper(letter):
    bands = ink(letter[0], red)
    masthead, upper, lower = bands[0], bands[1:3], bands[3:]

    assert masthead[0] == pytest.approx(30, abs=1.2)
    assert upper[0][0] - masthead[1] == pytest.approx(4, abs=1)
    assert lower[0][0] == pytest.approx(297 - 20, abs=1)
    assert upper[0][1] - upper[0][0] > upper[1][1] - upper[1][0]
    assert lower[0][1] - lower[0][0] < lower[1][1] - lower[1][0]
    assert all(each["width"] * MM == pytest.approx(170, abs=0.5) for each in letter[0].rects)


def test_a_screen_reader_finds_headings_in_the_pdf_either_way():
    data = typeset(Content("关于某事的通知", (), (Paragraph("正文。"),)), ELEMENTS, {})

    for made in (pdf.convert(data), pdf.cold(pdf.program(), data, pdf.LONGEST_SECONDS)):
        assert b"/Marked true" in made and b"/StructTreeRoot" in made and b"/Lang(zh-CN)" in made


def test_a_letter_numbers_its_second_page_first(letter):
    assert page_number(letter[0]) == []
    assert text(page_number(letter[1])) == "—2—"
