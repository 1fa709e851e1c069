"""The fixed parts of a typeset file: page, styles, settings, page numbers (GB/T 9704-2012 5, 6, 7.5)."""

from documents.docx import roles
from documents.docx.ooxml import CT, RELS, R, W

# Lengths in twentieths of a point (dxa): 1 mm = 56.69.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
TOP, LEFT, RIGHT, BOTTOM = 2098, 1588, 1474, 1984  # 37, 28, 26, 35 mm: type area 156 x 225 mm
TYPE_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LINES, CHARACTERS = 22, 28
LINE = 579  # 22 lines in 225 mm
CHARACTER = 316  # 28 characters in 156 mm
SMALL = 280  # one character of 4号
HALF_POINT = 10
SEVEN_EIGHTHS = 280  # of the height of a character of 3号 (10.1)
# The upper edge of the masthead below the top of the type area: 35 mm, for an order 20 mm (7.2.4, 10.2, 10.3)
MAST_FROM_TOP = {"document": 1984, "minutes": 1984, "order": 1134}
# A letter is measured from the edges of the paper (10.1): 30 mm, 20 mm, lines of 170 mm
LETTER_TOP, LETTER_FOOT, LETTER_WIDTH = 1701, PAGE_HEIGHT - 1134, 9638
LETTER_GAP = 130  # with what a character leaves free below, 4 mm between masthead and double line
_BOLD_RULE, _FINE_RULE, _BETWEEN = 40, 14, 20  # 0.7 and 0.25 mm, 0.35 mm apart
DOUBLE_LINE = LETTER_GAP + _BOLD_RULE + _BETWEEN + _FINE_RULE
FOOTER = 1304  # the dash of the page number begins 7 mm below the type area (7.5)
TITLE_LINE = 660
# 28 characters of 3号 (16 pt) fill 156 mm only when each takes 15.75 pt. A closer spacing of the characters
# gives that in Word, WPS and LibreOffice alike; a character grid (linesAndChars) does not in LibreOffice.
CLOSER = -5
SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE = 44, 32, 28, 24  # 2号, 3号, 4号, 小4号, in half-points
RED = "E60012"  # 版头红: Y100 M100
SONG, FANG, KAI, HEI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
FONTS = (SONG, FANG, KAI, HEI, PLAIN)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RULE = 12  # the red line, in eighths of a point: 0.5 mm
_RULE_GAP = 10  # points: with what a character leaves free below, 4 mm between number and red line (7.2.7)

IDS = {
    roles.URGENCY: "GwUrgency",
    roles.MASTHEAD: "GwMasthead",
    roles.NUMBER: "GwNumber",
    roles.SIGNATORIES: "GwSignatories",
    roles.TITLE: "GwTitle",
    roles.ADDRESSEES: "GwAddressees",
    roles.BODY: "GwBody",
    **{name: f"GwHeading{level}" for level, name in roles.HEADINGS.items()},
    roles.CELL: "GwCell",
    roles.PICTURE: "GwPicture",
    roles.NOTES: "GwNotes",
    roles.SIGNATURE: "GwSignature",
    roles.DATE: "GwDate",
    roles.STAMP: "GwStamp",
    roles.CLOSING: "GwClosing",
    roles.ATTACHMENT_LABEL: "GwAttachmentLabel",
    roles.ATTACHMENT_TITLE: "GwAttachmentTitle",
    roles.MAIN_COPIES: "GwMainCopies",
    roles.COPIES: "GwCopies",
    roles.PRINTING: "GwPrinting",
    roles.PAGE_NUMBER: "GwPageNumber",
    roles.SPACER: "GwSpacer",
    roles.RULE: "GwRule",
    roles.THIN_RULE: "GwThinRule",
    roles.RED_RULE: "GwRedRule",
    roles.RED_THIN_RULE: "GwRedThinRule",
}
LEAD_ID, REST_ID = "GwLead", "GwRest"


def fonts(name: str) -> str:
    """Return w:rFonts with one font for all scripts, so that quotation marks stay full-width."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _run(font: str, size: int, extra: str = "") -> str:
    closer = f'<w:spacing w:val="{CLOSER if size == SIZE_3 else 0}"/>'
    return f'<w:rPr>{fonts(font)}{extra}{closer}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _style(name: str, paragraph: str, run: str) -> str:
    head = f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{IDS[name]}"><w:name w:val="{name}"/>'
    return f'{head}<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>'


def _indent(characters: int) -> str:
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{characters * CHARACTER}"/>'


def _heading(level: int, font: str) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(roles.HEADINGS[level], _indent(2) + '<w:jc w:val="both"/>' + outline, _run(font, SIZE_3))


CENTRE, LEFT_HAND, KEEP = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', "<w:keepNext/>"
_FREE = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'  # as high as what stands in it
_TIGHT = f'w:line="{SIZE_3 * HALF_POINT}" w:lineRule="exact"'  # as high as a character of 3号


def before(twips: int) -> str:
    """Return the space above a paragraph, or nothing."""
    return f'<w:spacing w:before="{twips}"/>' if twips else ""


def after(twips: int) -> str:
    """Return the space below a paragraph, or nothing."""
    return f'<w:spacing w:after="{twips}"/>' if twips else ""


def indent(left: float = 0, right: float = 0, *, hanging: float = 0) -> str:
    """Return the indents, counted in characters of 3号."""
    named = (("left", left), ("right", right), ("hanging", hanging))
    return "<w:ind" + "".join(f' w:{side}="{int(count * CHARACTER)}"' for side, count in named if count) + "/>"


def tabs(*places: int, kind: str = "left") -> str:
    """Return tab stops of the kind (left, center) at the places (dxa)."""
    return "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for place in places) + "</w:tabs>"


def mast_line(size: int, above: int) -> str:
    """Return the line of a masthead, exactly as high as its characters, so that its upper edge is where it must be."""
    spacing = f'<w:spacing w:before="{above}" w:line="{size * HALF_POINT}" w:lineRule="exact"/>'
    return f'<w:snapToGrid w:val="0"/>{spacing}'


def letter_frame(top: int) -> str:
    """Return a frame of 170 mm in the middle of the paper, so far below its upper edge."""
    size = f'w:w="{LETTER_WIDTH}" w:hSpace="0" w:vSpace="0" w:wrap="around"'
    return f'<w:framePr {size} w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="{top}"/>'


def left_frame(top: int) -> str:
    """Return a frame at the left edge of the type area, so far below the upper edge of the paper."""
    size = f'w:w="{8 * CHARACTER}" w:wrap="around" w:vAnchor="page" w:hAnchor="margin"'
    frame = f'<w:framePr {size} w:xAlign="left" w:y="{top}"/>'
    return f'{frame}<w:snapToGrid w:val="0"/><w:spacing {_TIGHT}/>'


_NUMBER_LINE = (
    f'<w:pBdr><w:bottom w:val="single" w:sz="{_RULE}" w:space="{_RULE_GAP}" w:color="{RED}"/></w:pBdr>'
    + f'<w:snapToGrid w:val="0"/><w:spacing w:before="{2 * LINE}" {_TIGHT}/>'
)
_FIXED = f'w:line="{TITLE_LINE}" w:lineRule="exact"'
_TITLE = f'<w:snapToGrid w:val="0"/><w:spacing w:before="{2 * LINE}" {_FIXED}/>{CENTRE}<w:outlineLvl w:val="0"/>'
_INNER_TITLE = (
    f'<w:snapToGrid w:val="0"/><w:spacing w:before="{LINE}" w:after="{LINE}" {_FIXED}/>'
    + f'{CENTRE}<w:outlineLvl w:val="0"/>'
)
# The colophon stands in a frame at the bottom of the type area of the last page (7.4). Its rules are empty
# paragraphs, shaded black and as high as the rule is thick: LibreOffice breaks a frame apart whose paragraphs have
# different borders, and Word lets a border begin where the indent of the text does.
FRAME = (
    f'<w:framePr w:w="{TYPE_WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin"'
    ' w:xAlign="left" w:yAlign="bottom"/>'
)
_COPIES = f'{_FREE}<w:ind w:left="{4 * SMALL}" w:right="{SMALL}" w:hanging="{3 * SMALL}"/><w:jc w:val="both"/>'
_PRINTING = (
    f'<w:tabs><w:tab w:val="right" w:pos="{TYPE_WIDTH - SMALL}"/></w:tabs>{_FREE}'
    + f'<w:ind w:left="{SMALL}" w:right="{SMALL}"/>'
)
ANCHOR = '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>'
FLAT_GAP = '<w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/>'
_NO_BORDER = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
NO_RED_LINE = f'{_NO_BORDER}<w:spacing w:before="{2 * LINE}" w:after="{2 * LINE}"/>{CENTRE}'


def _rule(thickness: int, color: str = "000000") -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>{gap(thickness)}'


def gap(height: int = _BETWEEN) -> str:
    """Return the layout of an empty paragraph that is so high, at first what parts the two lines of a double line."""
    return f'<w:snapToGrid w:val="0"/><w:spacing w:line="{height}" w:lineRule="exact"/>'


def letter_number(above: int) -> str:
    """Return the line of a letter's number: at the right edge, below the first double line (10.1)."""
    return f'{_NO_BORDER}<w:spacing w:before="{above}"/><w:jc w:val="right"/>'


_PARAGRAPHS = (
    _style(roles.URGENCY, "", _run(HEI, SIZE_3)),
    _style(roles.MASTHEAD, _FREE + CENTRE, _run(SONG, SIZE_2, f'<w:color w:val="{RED}"/>')),
    _style(roles.NUMBER, _NUMBER_LINE, _run(FANG, SIZE_3)),
    _style(roles.SIGNATORIES, f'<w:snapToGrid w:val="0"/><w:spacing {_TIGHT}/>', _run(FANG, SIZE_3)),
    _style(roles.TITLE, _TITLE, _run(SONG, SIZE_2)),
    _style(roles.ADDRESSEES, f'<w:spacing w:before="{LINE}"/><w:jc w:val="both"/>', _run(FANG, SIZE_3)),
    _style(roles.BODY, _indent(2) + '<w:jc w:val="both"/>', _run(FANG, SIZE_3)),
    _heading(1, HEI),
    _heading(2, KAI),
    _heading(3, FANG),
    _heading(4, FANG),
    _style(roles.CELL, _FREE, _run(FANG, SIZE_TABLE)),
    _style(roles.PICTURE, _FREE + CENTRE, _run(FANG, SIZE_3)),
    _style(roles.NOTES, "", _run(FANG, SIZE_3)),
    _style(roles.SIGNATURE, '<w:keepNext/><w:jc w:val="right"/>', _run(FANG, SIZE_3)),
    _style(roles.DATE, '<w:jc w:val="right"/>', _run(FANG, SIZE_3)),
    _style(roles.STAMP, "<w:keepNext/>", _run(FANG, SIZE_3)),
    _style(roles.CLOSING, _indent(2), _run(FANG, SIZE_3)),
    _style(roles.ATTACHMENT_LABEL, "<w:pageBreakBefore/>", _run(HEI, SIZE_3)),
    _style(roles.ATTACHMENT_TITLE, _INNER_TITLE, _run(SONG, SIZE_2)),
    _style(roles.MAIN_COPIES, _COPIES, _run(FANG, SIZE_4)),
    _style(roles.COPIES, _COPIES, _run(FANG, SIZE_4)),
    _style(roles.PRINTING, _PRINTING, _run(FANG, SIZE_4)),
    _style(roles.PAGE_NUMBER, _FREE, _run(PLAIN, SIZE_4)),
    _style(roles.SPACER, "", _run(FANG, SIZE_3)),
    _style(roles.RULE, _rule(20), _run(FANG, SIZE_3)),  # 0.35 mm (7.4.1)
    _style(roles.THIN_RULE, _rule(14), _run(FANG, SIZE_3)),  # 0.25 mm
    _style(roles.RED_RULE, _rule(_BOLD_RULE, RED), _run(FANG, SIZE_3)),
    _style(roles.RED_THIN_RULE, _rule(_FINE_RULE, RED), _run(FANG, SIZE_3)),
)


def _character(key: str, name: str, run: str) -> str:
    head = f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
    return f"{head}{run}</w:style>"


# No mark hangs over the edge of the type area, and figures do not stretch the line: 28 characters (5.2.2)
_RHYTHM = '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
STYLES = (
    f'{XML}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:sz w:val="{SIZE_3}"/>'
    f'<w:szCs w:val="{SIZE_3}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f'<w:pPr>{_RHYTHM}<w:spacing w:line="{LINE}" w:lineRule="exact"/></w:pPr>{_run(FANG, SIZE_3)}</w:style>'
    + "".join(_PARAGRAPHS)
    + _character(LEAD_ID, roles.LEAD, "")
    + _character(REST_ID, "明发段中文字", _run(FANG, SIZE_3))
    + "</w:styles>"
)
SETTINGS = (
    f'{XML}<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/><w:defaultTabStop w:val="{2 * CHARACTER}"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _footer(side: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    field = mark.format("begin") + code + mark.format("separate") + text.format(1) + mark.format("end")
    style = f'<w:pStyle w:val="{IDS[roles.PAGE_NUMBER]}"/><w:ind w:{side}="{SMALL}"/><w:jc w:val="{side}"/>'
    line = f"<w:pPr>{style}</w:pPr>{text.format('— ')}{field}{text.format(' —')}"
    return f'{XML}<w:ftr xmlns:w="{W}"><w:p>{line}</w:p></w:ftr>'


ODD_FOOTER, EVEN_FOOTER = _footer("right"), _footer("left")
FIRST_FOOTER = f'{XML}<w:ftr xmlns:w="{W}"><w:p/></w:ftr>'


def section(*, first_page_bare: bool) -> str:
    """Return the section: page, margins, grid; the first page of a letter has no number (10.1)."""
    return f"{_SECTION}{'<w:titlePg/>' if first_page_bare else ''}{_GRID}"


_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
    '<w:footerReference w:type="first" r:id="rId5"/>'
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}"'
    f' w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
)
_GRID = f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{CT}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_WORD}.footer+xml"/>'
    f'<Override PartName="/word/footer3.xml" ContentType="{_WORD}.footer+xml"/></Types>'
)
ROOT_RELATIONS = (
    f'{XML}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
FIXED_RELATIONS = "".join(
    f'<Relationship Id="rId{at}" Type="{R}/{kind}" Target="{target}"/>'
    for at, kind, target in (
        (1, "styles", "styles.xml"),
        (2, "settings", "settings.xml"),
        (3, "footer", "footer1.xml"),
        (4, "footer", "footer2.xml"),
        (5, "footer", "footer3.xml"),
    )
)
FREE_RELATION = 6  # the first id that the fixed relationships leave free
