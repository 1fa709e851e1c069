"""make pictures: photograph a desk and the portal for the README, on invented documents.

Everything happens in a folder of its own that is removed afterwards: database, static files, server.
Needs Chromium. Exits 1 with a Chinese sentence when it is missing.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1366, "height": 768}
PATIENCE = 60.0  # seconds
COLOURS = 128
BODY = (
    "为深入贯彻落实党中央、国务院决策部署，进一步规范有关工作，现提出如下要求。",
    "一、总体要求",
    "坚持以人民为中心，坚持公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。",
    "二、主要任务",
    "各单位要明确责任分工，细化工作措施，加强督促检查，确保各项任务落到实处。",
)
SUSPICIOUS = "三、报名材料请寄经办人，身份证号11010519491231002X，手机13812345678；办公电话010-66096114。"
# Title, whether it is a policy document, and after how many steps it stays where it is (None: to the end).
DOCUMENTS = (
    ("关于加强中小学校园读书活动的指导意见", True, None),
    ("关于做好义务教育课后服务经费管理的通知", False, None),
    ("关于公布优质幼儿园建设试点名单的通知", False, None),
    ("关于举办职业院校技能展示活动的通知", False, 3),
    ("关于进一步减轻教师非教学负担的实施意见", True, 3),
    ("关于开展校园体育设施开放情况调查的通知", False, 3),
    ("关于规范高等职业学校实习管理的通知", False, 2),
)


def draft_of(title: str, *more: str) -> bytes:
    """Return a Word file with the title and a short invented text."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    file = docx.Document()
    file.add_paragraph("教育部办公厅" + title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    file.add_paragraph("各省、自治区、直辖市教育厅（教委）：")
    for line in (*BODY, *more):
        file.add_paragraph(line)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def populate() -> None:
    """Walk the documents as far as each is to go, by the services that the pages call."""
    from common import clock
    from documents.intake import take_in
    from workflow.rehearsal import Rehearsal, Wish

    at = clock.now() - timedelta(hours=len(DOCUMENTS) + 1)
    for title, is_policy, steps in DOCUMENTS:
        text = draft_of(title, *([SUSPICIOUS] if steps else []))
        wish = Wish(take_in(text, f"{title}.docx"), is_policy=is_policy)
        for _ in islice(Rehearsal(wish, at).run(), steps):
            pass
        at += timedelta(hours=1)


def free_port() -> int:
    """Return a port on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served() -> Iterator[str]:
    """Serve the pages while the block runs; yield the address."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", address, "--no-control-socket"]
    with subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT) as server:  # noqa: S603  fixed arguments
        try:
            await_answer(f"http://{address}/portal/")
            yield f"http://{address}"
        finally:
            server.terminate()


def await_answer(address: str) -> None:
    """Wait until the server answers; raise TimeoutError when it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def photograph(address: str, browser: Any) -> None:
    """Take the pictures that the README shows."""
    from accounts import demo

    page = browser.new_page(viewport=SIZE, locale="zh-CN")
    page.goto(address + "/portal/")
    page.get_by_role("link", name=DOCUMENTS[0][0]).first.click()
    keep("portal", page)
    page.goto(address + "/accounts/login/")
    page.fill("[name=username]", "baomi1")
    page.fill("[name=password]", demo.PASSWORD)
    page.click("main form button")
    page.get_by_role("link", name="可签收").first.click()
    page.get_by_role("button", name="签收").first.click()
    page.goto(address + "/")
    page.locator("tr").get_by_role("link", name="办理").first.click()
    page.get_by_role("link", name="逐项处理").click()
    keep("desk", page)


def keep(name: str, page: Any) -> None:
    """Write the visible part of the page as a PNG of few colours."""
    from PIL import Image

    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    TARGET.mkdir(parents=True, exist_ok=True)
    picture.save(TARGET / f"{name}.png", optimize=True)
    sys.stdout.write(f"docs/pictures/{name}.png {(TARGET / f'{name}.png').stat().st_size >> 10} kB\n")


def main() -> int:
    """Make the pictures; return 0, or 1 when Chromium is missing."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        sys.stdout.write("找不到 Chromium，请先安装（Debian：apt-get install chromium fonts-noto-cjk）。\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="mingfa-pictures-") as folder:
        os.environ |= {"MINGFA_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop in this thread
        sys.path.insert(0, str(ROOT))
        from config import embedded

        database = embedded.start(Path(folder, "postgres"))
        os.environ["DATABASE_URL"] = database.url("pictures")
        try:
            take(chromium)
        finally:
            database.stop()
    return 0


def take(chromium: str) -> None:
    """Fill the database, serve it and photograph it."""
    import django

    django.setup()
    from django.core.management import call_command
    from playwright.sync_api import sync_playwright

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    populate()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        photograph(address, browser)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
