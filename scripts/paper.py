"""make paper: the pages of the four forms as pictures for docs/process/paper.md, on invented documents.

Needs LibreOffice. Exits 1 with a Chinese sentence when it is missing.
"""

import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "docs" / "pictures"
RESOLUTION, COLOURS, GAP = 64, 32, 12
DAY, PRINTED = date(2026, 3, 5), date(2026, 3, 9)
OPENING = "为深入贯彻落实党中央、国务院决策部署，进一步规范有关工作，现就有关事项通知如下，请结合实际认真抓好落实。"


def text() -> tuple[Any, ...]:
    """Return a short text with headings of three levels."""
    from documents.docx.model import Heading, Paragraph

    return (
        Paragraph(OPENING),
        Heading(1, "一、总体要求"),
        Heading(2, "（一）指导思想。", "坚持公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。"),
        Heading(3, "1.分级负责。", "各单位要明确责任分工，细化工作措施，加强督促检查。"),
        Paragraph("（1）2026年至2028年，各项任务完成率达到95%以上。"),
    )


def issued(body: str, number: str, **more: Any) -> Any:
    """Return the elements that every sample has, and more."""
    from documents.docx.model import Elements

    printed: dict[str, Any] = {"printing_body": "教育部办公厅", "printed_on": PRINTED, "closing_note": "此件公开发布"}
    return Elements(body, number, issued_on=DAY, **(printed | more))


def founding() -> Any:
    """Return the content of 教办厅〔2017〕3号."""
    from documents.docx.intake import take_in

    return take_in((ROOT / "tests/data/moe-2017-3.docx").read_bytes(), "moe-2017-3.docx").draft.content


def order() -> Any:
    """Return an order that enacts a regulation."""
    from documents.docx.model import Attachment, Content, Paragraph

    enacted = Attachment("", "学校规章制定办法", (Paragraph("第一条 为规范学校规章制定工作，制定本办法。"),))
    enacting = Paragraph("《学校规章制定办法》已经部务会议审议通过，现予公布，自2026年5月1日起施行。")
    return Content(enacted.title, (), (enacting,), (), (enacted,))


def samples() -> dict[str, tuple[Any, Any, tuple[int, ...]]]:
    """Return content, elements and the pages to show of each picture."""
    from documents.docx.model import Content, Paragraph

    body, ends, council = text(), (0, -1), ("国务院办公厅",)
    letter = Content("教育部办公厅关于商请支持课后服务工作的函", ("财政部办公厅",), body, ("经费测算表", "名单"))
    attended = (Paragraph("出席：张三、李四、王五、赵六"), Paragraph("请假：孙七"))
    minutes = Content("教育部关于课后服务工作的会议纪要", (), (*body, *attended))
    joint = Content("教育部 国家发展改革委 财政部关于印发《高等学校实验室建设管理办法》的通知", ("各省教育厅",), body)
    asking = Content("某省教育厅关于调整高等职业学校设置与专业布局有关问题的请示", ("教育部",), body)
    heads, upward = ("张三", "李四", "王五"), "某省教育厅"
    return {
        "document": (founding(), issued("教育部办公厅", "教办厅〔2017〕3号", copies_to=council), (0, 1, -1)),
        "letter": (letter, issued("教育部办公厅", "教办函〔2026〕12号", copies_to=council), ends),
        "order": (order(), issued("教育部", "教育部令第57号", signatories=("王小明",), signatory_title="部长"), ends),
        "minutes": (minutes, issued("教育部", "教纪要〔2026〕3号", copies_to=council), ends),
        "joint": (joint, issued("教育部、国家发展改革委、财政部", "教科〔2026〕9号"), ends),
        "upward": (asking, issued(upward, "某教〔2026〕8号", signatories=heads, upward=True), ends),
    }


def picture(content: Any, elements: Any, shown: tuple[int, ...]) -> Any:
    """Return the pages side by side."""
    import pdfplumber
    from PIL import Image

    from documents.docx.libreoffice import pdf
    from documents.docx.typesetting.typeset import typeset

    made = pdf.convert(typeset(content, elements, {}))
    if made is None:
        raise RuntimeError("LibreOffice made no PDF")
    with pdfplumber.open(BytesIO(made)) as file:
        pages = [file.pages[at].to_image(resolution=RESOLUTION).original.convert("RGB") for at in shown]
    width, height = sum(page.width + GAP for page in pages) + GAP, pages[0].height + 2 * GAP
    sheet = Image.new("RGB", (width, height), "#d0d0d0")
    for at, page in enumerate(pages):
        sheet.paste(page, (GAP + at * (page.width + GAP), GAP))
    return sheet.quantize(COLOURS)


def main() -> int:
    """Make the pictures; return 0, or 1 when LibreOffice is missing."""
    from documents.docx.libreoffice import fonts, pdf

    if not pdf.available():
        sys.stdout.write("找不到 LibreOffice，请先安装（Debian：apt-get install libreoffice-writer-nogui）。\n")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, sample in samples().items():
        path = TARGET / f"paper-{name}.png"
        picture(*sample).save(path, optimize=True)
        sys.stdout.write(f"docs/pictures/{path.name} {path.stat().st_size >> 10} kB\n")
    sys.stdout.write(f"{fonts.sentence(fonts.missing())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
