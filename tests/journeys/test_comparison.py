import pytest

from documents.models import Document
from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING
from tests.journeys.test_return import rewritten

pytestmark = pytest.mark.browser


def focused(person):
    return person.page.evaluate("document.activeElement.getAttribute('href')")


def test_two_versions_are_read_change_by_change_with_keys_and_without_scripting(town, tmp_path):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafter.page.set_input_files("[name=file]", str(rewritten(tmp_path)))
    drafter.follow(drafter.page.locator("button[name=save]"))
    address = f"/documents/{Document.objects.get().pk}/"

    drafter.go(address + "#versions")
    drafter.follow(drafter.page.get_by_role("link", name="任选两稿对比"))
    drafter.says("实质性修改")
    drafter.fits()
    drafter.page.keyboard.press("j")
    assert focused(drafter) == "#change-1"

    plain = town.person("chuzhang1", scripting=False)
    plain.go(address + "compare/")
    plain.follow(plain.page.get_by_role("link", name="上下合并"))
    assert plain.page.locator("ins").filter(has_text="区分处理").count() == 1
    plain.fits()
