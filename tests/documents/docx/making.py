"""Raw .docx files for the tests: WordprocessingML by hand, zipped without any library of the product."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"


def r(text, properties=""):
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text="", align="", *, properties="", runs=""):
    """Return a paragraph of one run, or of the given runs."""
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    inside = runs or (r(text) if text else "")
    return f"<w:p><w:pPr>{properties}{jc}</w:pPr>{inside}</w:p>"


def centred(*lines):
    return "".join(p(line, "center") for line in lines)


def right(*lines):
    return "".join(p(line, "right") for line in lines)


def tc(text, properties=""):
    body = text if text.startswith("<w:") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def tr(*cells, properties=""):
    inside = "".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows):
    made = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def box(*paragraphs, anchor=""):
    """Return a paragraph that holds a text box, in both forms that Word writes."""
    inside = "".join(paragraphs)
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    drawing = f"<w:drawing><wp:anchor>{anchor}<wp:docPr id='1' name='图片 1'/>{graphic}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


def picture(relation="rIdPic", extent='cx="3600000" cy="1800000"', crop=""):
    blip = f'<pic:blipFill><a:blip r:embed="{relation}"/>{crop}</pic:blipFill>'
    graphic = f"<a:graphic><a:graphicData><pic:pic>{blip}</pic:pic></a:graphicData></a:graphic>"
    inline = f"<wp:inline><wp:extent {extent}/><wp:docPr id='1' name='图片 1'/>{graphic}</wp:inline>"
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def image(form="PNG", size=(40, 20), **saved):
    made = BytesIO()
    gradient = Image.linear_gradient("L").resize(size).convert("RGB")
    gradient.save(made, form, **saved)
    return made.getvalue()


def docx(*blocks, parts=None, relations=(), types="", main=MAIN, raw=None):
    """Return the bytes of a file.

    `parts` maps names to text or bytes; `relations` are (id, kind, target) of the document part, a target
    with :// being external; `raw` replaces the document part.
    """
    document = raw or f"<w:document {SPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(relations),
        **(parts or {}),
    }
    return zipped(files)


def _relations(relations):
    made = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for key, kind, target in relations
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def zipped(files):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def part(tag, inside):
    """Return a part with a root element of WordprocessingML."""
    return f"<w:{tag} {SPACES}>{inside}</w:{tag}>"


def with_header(*blocks, lines, kind="header"):
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    inside = "".join(p(line) for line in lines)
    return docx(*blocks, parts={f"word/{kind}1.xml": part(tag, inside)}, relations=[("rId9", kind, f"{kind}1.xml")])


def notice(*body, **options):
    """Return a plain sound notice with the given blocks as its text."""
    return docx(
        centred("某某省教育厅关于做好有关工作的通知"),
        p("各市教育局："),
        *(body or (p("现将有关事项通知如下。"),)),
        right("某某省教育厅", "2024年3月5日"),
        **options,
    )


def unzipped(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
