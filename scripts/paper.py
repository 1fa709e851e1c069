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


def samples() -> dict[str, tuple[Any, Any, tuple[int, ...]]]:
    """Return content, elements and the pages to show of each picture."""
    from documents.docx.intake import take_in
    from documents.docx.model import Attachment, Content, Elements, Heading, Paragraph

    body = (
        Paragraph(OPENING),
        Heading(1, "一、总体要求"),
        Heading(2, "（一）指导思想。", "坚持公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。"),
        Heading(3, "1.分级负责。", "各单位要明确责任分工，细化工作措施，加强督促检查。"),
        Paragraph("（1）2026年至2028年，各项任务完成率达到95%以上。"),
    )
    copies = {"printing_body": "教育部办公厅", "printed_on": PRINTED, "closing_note": "此件公开发布", "issued_on": DAY}
    founding = take_in((ROOT / "tests/data/moe-2017-3.docx").read_bytes(), "moe-2017-3.docx").draft.content
    letter = Content("教育部办公厅关于商请支持课后服务工作的函", ("财政部办公厅",), body, ("经费测算表", "名单"))
    rules = Attachment("", "学校规章制定办法", (Paragraph("第一条 为规范学校规章制定工作，制定本办法。"),))
    enacting = (Paragraph("《学校规章制定办法》已经部务会议审议通过，现予公布，自2026年5月1日起施行。"),)
    attended = (Paragraph("出席：张三、李四、王五、赵六"), Paragraph("请假：孙七"))
    asking = Content("某省教育厅关于调整高等职业学校设置与专业布局有关问题的请示", ("教育部",), body)
    return {
        "document": (
            founding,
            Elements("教育部办公厅", "教办厅〔2017〕3号", copies_to=("国务院办公厅",), **copies),
            (0, 1, -1),
        ),
        "letter": (
            letter,
            Elements("教育部办公厅", "教办函〔2026〕12号", copies_to=("国家发展改革委办公厅",), **copies),
            (0, -1),
        ),
        "order": (
            Content(rules.title, (), enacting, (), (rules,)),
            Elements("教育部", "教育部令第57号", signatories=("王小明",), signatory_title="部长", **copies),
            (0, -1),
        ),
        "minutes": (
            Content("教育部关于课后服务工作的会议纪要", (), (*body, *attended)),
            Elements("教育部", "教纪要〔2026〕3号", copies_to=("国务院办公厅",), **copies),
            (0, -1),
        ),
        "upward": (
            asking,
            Elements("某省教育厅", "某教〔2026〕8号", signatories=("张三", "李四", "王五"), upward=True, **copies),
            (0, -1),
        ),
    }


def picture(content: Any, elements: Any, shown: tuple[int, ...]) -> Any:
    """Return the pages side by side."""
    import pdfplumber
    from PIL import Image

    from documents.docx import pdf
    from documents.docx.typeset import typeset

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
    from documents.docx import fonts, pdf

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
