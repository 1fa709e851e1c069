"""Ways to hide a text in a Word file, each as (name, kind that examine lists, place, options of a file)."""

from PIL.PngImagePlugin import PngInfo

from tests.documents.docx.making import box, docx, image, p, part, picture, r, right, tbl, tr

SECRET = "此处不可外泄ZXQJ"
TEXT = p("现将有关事项通知如下。")
AUTHOR = f'w:id="9" w:author="{SECRET}" w:date="2020-01-01T00:00:00Z"'
PNG_TEXT = PngInfo()
PNG_TEXT.add_itxt("Comment", SECRET)
THEME = '<w:color w:val="{}" w:themeColor="background1"/>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
NO_FILL = f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:{{0}}>{SECRET}</dc:{{0}}></cp:coreProperties>'
)
APP = f'<Properties xmlns="x"><Company>{SECRET}</Company></Properties>'
CUSTOM = f'<Properties xmlns="x"><property name="a"><lpwstr>{SECRET}</lpwstr></property></Properties>'
HIDDEN_STYLE = '<w:style w:type="character" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
DRAWN = (
    "<w:p><w:r><w:pict><v:shape style='{}'><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r></w:p>"
)
OFF = '<wp:positionH relativeFrom="page"><wp:posOffset>{}</wp:posOffset></wp:positionH>'
FRAME = '<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="{}" w:y="100"/>'
ROW = '<w:trHeight w:val="{}" w:hRule="exact"/>'
BOX, MAIN, DOC = "paragraph 3/box 0/paragraph 0", "3", "word/document.xml"


def in_text(properties):
    return [TEXT, p(runs=r("可见。") + r(SECRET, properties))]


def with_part(name, content, kind="", *blocks, **options):
    """Return options of a file with one more part, related to the document when a kind is named."""
    relations = [("rIdX", kind, name.removeprefix("word/"))] if kind else []
    return {"blocks": [TEXT, *blocks], "parts": {name: content}, "relations": relations, **options}


def with_settings(inside):
    return with_part("word/settings.xml", part("settings", inside), "settings")


def with_styles(inside, *blocks):
    return with_part("word/styles.xml", part("styles", inside), "styles", *blocks)


def with_picture(data, shown=""):
    return with_part("word/media/image1.png", data, "", shown or picture()) | {
        "relations": [("rIdPic", "image", "media/image1.png")]
    }


def on(target):
    return p(runs=f'<w:hyperlink r:id="rIdL">{r("链接")}</w:hyperlink>'), [("rIdL", "hyperlink", target)]


LINK, LINK_RELATION = on(f"https://example.org/{SECRET}")
NOTE = f'<w:footnote w:id="2">{p(SECRET)}</w:footnote>'
COMMENT = f"<w:comment {AUTHOR}>{p(SECRET)}</w:comment>"
GONE = f"<w:del {AUTHOR}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
MOVED = f"<w:moveFrom {AUTHOR}>{r(SECRET)}</w:moveFrom>"
FORM = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{SECRET}"/></w:ffData></w:fldChar></w:r>'
LIST = (
    f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="{SECRET}"/></w:dropDownList></w:sdtPr>'
    f"<w:sdtContent>{p('选。')}</w:sdtContent></w:sdt>"
)
TAG = f'<w:sdt><w:sdtPr><w:tag w:val="{SECRET}"/></w:sdtPr><w:sdtContent>{p("控件。")}</w:sdtContent></w:sdt>'
PHANTOM = (
    '<m:oMath><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>'
    f"<m:e><m:r><m:t>{SECRET}</m:t></m:r></m:e></m:phant></m:oMath>"
)
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    f'Type="x/attachedTemplate" Target="file:///{SECRET}" TargetMode="External"/></Relationships>'
)
WORDS = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{SECRET}"/></w:lvl>'
WHITE = '<w:color w:val="FFFFFF"/>'
FALLBACK = (
    f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>可见。</w:t></mc:Choice>"
    f"<mc:Fallback><w:t>{SECRET}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
ALT = picture().replace("name='图片 1'", f"name='图片 1' descr='{SECRET}'")
NAMED = picture().replace("name='图片 1'", f"name='{SECRET}'")
CROPPED = picture(crop='<a:srcRect r="50000"/>')

CHANNELS = [
    ("hidden run", "hidden_text", MAIN, {"blocks": in_text("<w:vanish/>")}),
    ("hidden by style", "hidden_text", MAIN, with_styles(HIDDEN_STYLE, p(runs=r(SECRET, '<w:rStyle w:val="H"/>')))),
    ("white text", "invisible_text", MAIN, {"blocks": in_text('<w:color w:val="FFFFFF"/>')}),
    ("nearly white text", "invisible_text", MAIN, {"blocks": in_text('<w:color w:val="FDFDFD"/>')}),
    ("white of the theme", "invisible_text", MAIN, {"blocks": in_text(THEME.format("auto"))}),
    (
        "black on black",
        "invisible_text",
        MAIN,
        {"blocks": in_text('<w:color w:val="000000"/><w:highlight w:val="black"/>')},
    ),
    ("letters without fill", "invisible_text", MAIN, {"blocks": in_text(NO_FILL)}),
    ("one point", "tiny_text", MAIN, {"blocks": in_text('<w:sz w:val="2"/>')}),
    ("one per cent wide", "tiny_text", MAIN, {"blocks": in_text('<w:w w:val="1"/>')}),
    ("pushed off its line", "hidden_text", MAIN, {"blocks": in_text('<w:position w:val="-3000"/>')}),
    ("letters pushed together", "tiny_text", MAIN, {"blocks": in_text('<w:spacing w:val="-400"/>')}),
    ("white text in a box", "invisible_text", BOX, {"blocks": [TEXT, box(p(runs=r(SECRET, WHITE)))]}),
    ("hidden row", "hidden_row", "table 0/row 1", {"blocks": [tbl(tr("甲"), tr(SECRET, properties="<w:hidden/>"))]}),
    (
        "row without height",
        "hidden_row",
        "table 0/row 1",
        {"blocks": [tbl(tr("甲"), tr(SECRET, properties=ROW.format(1)))]},
    ),
    ("deleted row", "revision", DOC, {"blocks": [tbl(tr("甲"), tr(SECRET, properties=f"<w:del {AUTHOR}/>"))]}),
    (
        "hidden box",
        "hidden_shape",
        "3",
        {"blocks": [TEXT, box(p(SECRET)).replace("name='图片 1'", "name='图片 1' hidden='1'")]},
    ),
    ("box off the page", "off_page", "3", {"blocks": [TEXT, box(p(SECRET), anchor=OFF.format(99000000))]}),
    ("box left of the page", "off_page", "3", {"blocks": [TEXT, box(p(SECRET), anchor=OFF.format(-9000000))]}),
    ("old shape hidden", "hidden_shape", "3", {"blocks": [TEXT, DRAWN.format("visibility:hidden", p(SECRET))]}),
    ("old shape off the page", "off_page", "3", {"blocks": [TEXT, DRAWN.format("margin-left:-4000pt", p(SECRET))]}),
    ("old shape without size", "hidden_shape", "3", {"blocks": [TEXT, DRAWN.format("width:0;height:0", p(SECRET))]}),
    ("frame off the page", "off_page", "3", {"blocks": [TEXT, p(SECRET, properties=FRAME.format(-9000))]}),
    ("deleted text", "revision", DOC, {"blocks": [p(runs=r("可见。") + GONE)]}),
    ("moved text", "revision", DOC, {"blocks": [p(runs=r("可见。") + MOVED)]}),
    ("author of an insertion", "revision", DOC, {"blocks": [p(runs=f"<w:ins {AUTHOR}>{r('可见。')}</w:ins>")]}),
    (
        "author of a change of form",
        "revision",
        DOC,
        {"blocks": [TEXT, p(runs=r("可见。", f"<w:rPrChange {AUTHOR}/>"))]},
    ),
    ("comment", "comment", "word/comments.xml", with_part("word/comments.xml", part("comments", COMMENT), "comments")),
    (
        "field code",
        "field",
        DOC,
        {
            "blocks": [
                p(
                    runs=r("可见。")
                    + FIELD.format("begin")
                    + f"<w:r><w:instrText>QUOTE {SECRET}</w:instrText></w:r>"
                    + FIELD.format("end")
                )
            ]
        },
    ),
    (
        "simple field",
        "field",
        DOC,
        {"blocks": [p(runs=f'<w:fldSimple w:instr="DOCVARIABLE {SECRET}">{r("可见。")}</w:fldSimple>')]},
    ),
    ("form field", "control_data", DOC, {"blocks": [p(runs=r("可见。") + FORM + FIELD.format("end"))]}),
    ("bookmark", "bookmark", DOC, {"blocks": [p(runs=f'<w:bookmarkStart w:id="1" w:name="{SECRET}"/>' + r("可见。"))]}),
    ("tag of a control", "control_data", DOC, {"blocks": [TAG]}),
    ("choices of a list", "control_data", DOC, {"blocks": [LIST]}),
    (
        "attribute of a smart tag",
        "custom_xml",
        DOC,
        {"blocks": [p(runs=f'<w:smartTag w:element="{SECRET}">{r("可见。")}</w:smartTag>')]},
    ),
    (
        "right to edit",
        "permission",
        DOC,
        {"blocks": [p(runs=f'<w:permStart w:id="1" w:ed="{SECRET}"/>' + r("可见。") + '<w:permEnd w:id="1"/>')]},
    ),
    ("phantom in a formula", "invisible_text", MAIN, {"blocks": [TEXT, p(runs=r("可见。") + PHANTOM)]}),
    ("fallback that no reader shows", "alternate", DOC, {"blocks": [FALLBACK]}),
    ("comment of XML", "xml_comment", DOC, {"blocks": [TEXT, f"<!-- {SECRET} -->"]}),
    ("processing instruction", "xml_comment", DOC, {"blocks": [TEXT, f"<?note {SECRET}?>"]}),
    (
        "unreferenced footnote",
        "unreferenced_note",
        "word/footnotes.xml",
        with_part("word/footnotes.xml", part("footnotes", NOTE), "footnotes"),
    ),
    ("author", "property", "docProps/core.xml", with_part("docProps/core.xml", CORE.format("creator"))),
    ("description", "property", "docProps/core.xml", with_part("docProps/core.xml", CORE.format("description"))),
    ("company", "property", "docProps/app.xml", with_part("docProps/app.xml", APP)),
    ("custom property", "custom_property", "docProps/custom.xml", with_part("docProps/custom.xml", CUSTOM)),
    ("custom XML", "custom_xml", "customXml/item1.xml", with_part("customXml/item1.xml", f"<a>{SECRET}</a>")),
    (
        "variable",
        "document_variable",
        "word/settings.xml",
        with_settings(f'<w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars>'),
    ),
    (
        "mail merge",
        "mail_merge",
        "word/settings.xml",
        with_settings(f'<w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge>'),
    ),
    (
        "template",
        "external_target",
        "word/_rels/settings.xml.rels",
        with_settings("")
        | {
            "parts": {
                "word/settings.xml": part("settings", ""),
                "word/_rels/settings.xml.rels": OUTSIDE,
            }
        },
    ),
    ("link", "external_link", "word/_rels/document.xml.rels", {"blocks": [TEXT, LINK], "relations": LINK_RELATION}),
    ("alternative text", "alt_text", DOC, with_picture(image(), ALT)),
    ("name of a picture", "alt_text", DOC, with_picture(image(), NAMED)),
    ("comment of a picture", "picture_metadata", "word/media/image1.png", with_picture(image(pnginfo=PNG_TEXT))),
    ("bytes after a picture", "picture_metadata", "word/media/image1.png", with_picture(image() + SECRET.encode())),
    ("cropped part", "cropped_picture", DOC, with_picture(image(), CROPPED)),
    (
        "picture that is not shown",
        "unknown_part",
        "word/media/image9.png",
        with_part("word/media/image9.png", image() + SECRET.encode()),
    ),
    (
        "thumbnail",
        "thumbnail",
        "docProps/thumbnail.jpeg",
        with_part("docProps/thumbnail.jpeg", image("JPEG") + SECRET.encode()),
    ),
    ("embedded file", "embedded_object", "word/embeddings/a.bin", with_part("word/embeddings/a.bin", SECRET)),
    ("embedded font", "embedded_font", "word/fonts/font1.odttf", with_part("word/fonts/font1.odttf", SECRET)),
    (
        "people",
        "people",
        "word/people.xml",
        with_part("word/people.xml", f"<w15:people xmlns:w15='x'><w15:person w15:author='{SECRET}'/></w15:people>"),
    ),
    (
        "building block",
        "glossary",
        "word/glossary/document.xml",
        with_part("word/glossary/document.xml", part("glossaryDocument", p(SECRET))),
    ),
    ("unknown part", "unknown_part", "word/extra.xml", with_part("word/extra.xml", f"<a>{SECRET}</a>")),
    ("unknown file", "unknown_part", "word/extra.bin", with_part("word/extra.bin", SECRET)),
    ("header", "page_text", "header/footer", with_part("word/header1.xml", part("hdr", p(SECRET)), "header")),
    (
        "hidden text of a header",
        "hidden_text",
        "header 0/paragraph 0",
        with_part("word/header1.xml", part("hdr", p(runs=r(SECRET, "<w:vanish/>"))), "header"),
    ),
    (
        "header that nothing refers to",
        "unknown_part",
        "word/header7.xml",
        with_part("word/header7.xml", part("hdr", p(SECRET))),
    ),
    (
        "name of a style",
        "style_name",
        "word/styles.xml",
        with_styles(
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Z"><w:name w:val="{SECRET}"/></w:style>'
        ),
    ),
    (
        "list that no paragraph uses",
        "unused_list",
        "word/numbering.xml",
        with_part(
            "word/numbering.xml",
            part(
                "numbering",
                f'<w:abstractNum w:abstractNumId="0">{WORDS}</w:abstractNum>',
            ),
            "numbering",
        ),
    ),
    ("letters of no width", "unseen_characters", MAIN, {"blocks": [TEXT, p("可见" + "\u200b\u200d\u2060" * 8 + "。")]}),
    ("comment of the container", "container_comment", "zip", {"blocks": [TEXT], "comment": SECRET}),
]


def file_of(options):
    """Return a notice with the hidden text in it."""
    given = dict(options)
    blocks, comment = given.pop("blocks"), given.pop("comment", "")
    parts = given.pop("parts", {})
    data = docx(
        p("某某省教育厅关于做好工作的通知", "center"),
        p("各市教育局："),
        *blocks,
        right("某某省教育厅", "2024年3月5日"),
        parts=parts,
        **given,
    )
    return data if not comment else data[:-2] + len(comment.encode()).to_bytes(2, "little") + comment.encode()
