"""The fixed parts of a typeset file: page, styles, settings, page numbers (GB/T 9704-2012 5, 6, 7.5)."""

from documents.docx import roles
from documents.docx.ooxml import CT, RELS, R, W

# Lengths in twentieths of a point (dxa): 1 mm = 56.69.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
TOP, LEFT, RIGHT, BOTTOM = 2098, 1588, 1474, 1984  # 37, 28, 26, 35 mm: type area 156 x 225 mm
TYPE_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LINE = 579  # 22 lines in 225 mm
CHARACTER = 316  # 28 characters in 156 mm
SMALL = 280  # one character of 4号
MAST_FROM_TOP = 1984  # 35 mm below the top of the type area (7.2.4)
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
_RULE_GAP = 11  # points: 4 mm between number and red line (7.2.7)

IDS = {
    roles.URGENCY: "GwUrgency",
    roles.MASTHEAD: "GwMasthead",
    roles.NUMBER: "GwNumber",
    roles.TITLE: "GwTitle",
    roles.ADDRESSEES: "GwAddressees",
    roles.BODY: "GwBody",
    **{name: f"GwHeading{level}" for level, name in roles.HEADINGS.items()},
    roles.CELL: "GwCell",
    roles.PICTURE: "GwPicture",
    roles.NOTES: "GwNotes",
    roles.SIGNATURE: "GwSignature",
    roles.DATE: "GwDate",
    roles.CLOSING: "GwClosing",
    roles.ATTACHMENT_LABEL: "GwAttachmentLabel",
    roles.ATTACHMENT_TITLE: "GwAttachmentTitle",
    roles.COPIES: "GwCopies",
    roles.PRINTING: "GwPrinting",
    roles.PAGE_NUMBER: "GwPageNumber",
    roles.SPACER: "GwSpacer",
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


_CENTRE = '<w:jc w:val="center"/>'
_FREE = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'  # as high as what stands in it
_NUMBER_LINE = (
    f'<w:pBdr><w:bottom w:val="single" w:sz="{_RULE}" w:space="{_RULE_GAP}" w:color="{RED}"/></w:pBdr>'
    f'<w:tabs><w:tab w:val="left" w:pos="{CHARACTER}"/>'
    f'<w:tab w:val="right" w:pos="{TYPE_WIDTH - CHARACTER}"/></w:tabs><w:spacing w:before="{2 * LINE}"/>'
)
_FIXED = f'w:line="{TITLE_LINE}" w:lineRule="exact"'
_TITLE = f'<w:snapToGrid w:val="0"/><w:spacing w:before="{2 * LINE}" {_FIXED}/>{_CENTRE}<w:outlineLvl w:val="0"/>'
_INNER_TITLE = f'<w:snapToGrid w:val="0"/><w:spacing w:before="{LINE}" {_FIXED}/>{_CENTRE}<w:outlineLvl w:val="0"/>'
# The colophon stands in a frame at the bottom of the type area of the last page (7.4). Word draws its rules
# as one box only where borders and indents of its lines are equal; borders begin at the indent, so tabs move
# the text in. LibreOffice takes no frame from a style.
FRAME = (
    f'<w:framePr w:w="{TYPE_WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin"'
    ' w:xAlign="left" w:yAlign="bottom"/>'
)
_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="{thickness}" w:space="1" w:color="000000"/>'
    for side, thickness in (("top", 8), ("bottom", 8), ("between", 6))  # 0.35, 0.35, 0.25 mm in 1/8 pt
)
_COLOPHON = (
    f'<w:pBdr>{_RULES}</w:pBdr><w:tabs><w:tab w:val="left" w:pos="{SMALL}"/>'
    f'<w:tab w:val="right" w:pos="{TYPE_WIDTH - SMALL}"/></w:tabs>{_FREE}'
    f'<w:ind w:left="{4 * SMALL}" w:hanging="{4 * SMALL}"/>'
)
ANCHOR = '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>'
FLAT_GAP = '<w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/>'
NO_RED_LINE = (
    f'<w:pBdr><w:bottom w:val="nil"/></w:pBdr><w:spacing w:before="{2 * LINE}" w:after="{2 * LINE}"/>'
    '<w:jc w:val="center"/>'
)

_PARAGRAPHS = (
    _style(roles.URGENCY, "", _run(HEI, SIZE_3)),
    _style(roles.MASTHEAD, _FREE + _CENTRE, _run(SONG, SIZE_2, f'<w:color w:val="{RED}"/>')),
    _style(roles.NUMBER, _NUMBER_LINE, _run(FANG, SIZE_3)),
    _style(roles.TITLE, _TITLE, _run(SONG, SIZE_2)),
    _style(roles.ADDRESSEES, f'<w:spacing w:before="{LINE}"/><w:jc w:val="both"/>', _run(FANG, SIZE_3)),
    _style(roles.BODY, _indent(2) + '<w:jc w:val="both"/>', _run(FANG, SIZE_3)),
    _heading(1, HEI),
    _heading(2, KAI),
    _heading(3, FANG),
    _heading(4, FANG),
    _style(roles.CELL, _FREE, _run(FANG, SIZE_TABLE)),
    _style(roles.PICTURE, _FREE + _CENTRE, _run(FANG, SIZE_3)),
    _style(roles.NOTES, "", _run(FANG, SIZE_3)),
    _style(roles.SIGNATURE, '<w:keepNext/><w:jc w:val="right"/>', _run(FANG, SIZE_3)),
    _style(roles.DATE, '<w:jc w:val="right"/>', _run(FANG, SIZE_3)),
    _style(roles.CLOSING, _indent(2), _run(FANG, SIZE_3)),
    _style(roles.ATTACHMENT_LABEL, "<w:pageBreakBefore/>", _run(HEI, SIZE_3)),
    _style(roles.ATTACHMENT_TITLE, _INNER_TITLE, _run(SONG, SIZE_2)),
    _style(roles.COPIES, _COLOPHON, _run(FANG, SIZE_4)),
    _style(roles.PRINTING, _COLOPHON, _run(FANG, SIZE_4)),
    _style(roles.PAGE_NUMBER, _FREE, _run(PLAIN, SIZE_4)),
    _style(roles.SPACER, "", _run(FANG, SIZE_3)),
)


def _character(key: str, name: str, run: str) -> str:
    head = f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
    return f"{head}{run}</w:style>"


STYLES = (
    f'{XML}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:sz w:val="{SIZE_3}"/>'
    f'<w:szCs w:val="{SIZE_3}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f'<w:pPr><w:spacing w:line="{LINE}" w:lineRule="exact"/></w:pPr>{_run(FANG, SIZE_3)}</w:style>'
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
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
    '<w:footerReference w:type="even" r:id="rId4"/>'
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}"'
    f' w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{CT}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_WORD}.footer+xml"/></Types>'
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
    )
)
