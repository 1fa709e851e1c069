"""The drafter's part of a journey."""

from pathlib import Path

from tests.journeys.browsing import Person


def upload(drafter: Person, file: Path) -> None:
    """Upload a Word file and arrive at its draft."""
    drafter.go("/documents/new/")
    drafter.page.set_input_files("[name=file]", str(file))
    drafter.follow(drafter.page.locator("main form button:has-text('上传')").first)


def propose(drafter: Person, attribute: str, *, policy: bool = False, ground: str = "", reason: str = "") -> None:
    """Fill in the disclosure decision of the open draft and save it."""
    page = drafter.page
    page.locator("[name=is_policy]").set_checked(policy)
    page.locator(f"[name=attribute][value={attribute}]").check()
    page.locator("[name=stages][value=decision]").check()
    if ground:
        page.select_option("[name=ground]", ground)
        page.fill("[name=reason]", reason)
        page.locator("[name=no_duty_stated]").check()
    drafter.follow(page.locator("button[name=save]"))


def plan(drafter: Person) -> None:
    """Fill in the interpretation plan of the open draft."""
    page = drafter.page
    draft = page.url
    page.goto(draft.replace("/documents/", "/interpretation/").replace("/draft/", "/plan/"))
    texts = {
        "first_interpreter": "基础教育司司长",
        "responsible": "基础教育司",
        "background": "落实国务院办公厅部署。",
        "key_points": "五公开嵌入公文办理。",
        "schedule": "与文件同时公布。",
        "publicity": "以门户问答为主。",
        "risks-0-point": "理解不一",
        "risks-0-response": "及时回应",
        "risks-0-owner": "基础教育司",
    }
    for name, text in texts.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=risks-0-likelihood]", "low")
    page.locator("[name=forms][value=questions]").check()
    page.locator("[name=channels][value=portal]").check()
    drafter.follow(page.locator("button[name=save]"))
    drafter.follow(page.locator("button[name=form][value=questions]"))
    drafter.says("草稿（自动生成，须修改）")
    material(drafter, "实施意见问答", "一、为什么出台？\n为全面推进政务公开。")
    page.goto(draft)


def material(drafter: Person, title: str, text: str) -> None:
    """Rewrite the first material of the plan that is open."""
    page = drafter.page
    drafter.follow(page.locator("#materials tbody a").first)
    page.fill("[name=title]", title)
    page.fill("[name=text]", text)
    drafter.follow(page.locator("button[name=save]"))


def submit(drafter: Person) -> None:
    """Hand the open draft in."""
    drafter.follow(drafter.page.locator("button[name=submit]"))
