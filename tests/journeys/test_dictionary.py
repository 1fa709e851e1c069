"""A term is added by two people, each at the own screen; without scripting as well."""

import pytest

from common import clock
from review.dictionary.selectors import current_dictionary

pytestmark = pytest.mark.browser


def words():
    return {term.text for term in current_dictionary(clock.office_date(clock.now())).terms}


@pytest.mark.parametrize("scripting", [True, False])
def test_a_term_is_added_tried_and_approved_by_another_person(town, scripting):
    officer = town.person("baomi1", scripting=scripting)
    officer.follow(officer.page.get_by_role("link", name="清单与词库"))
    officer.follow(officer.page.get_by_role("link", name="增删词条"))
    page = officer.page
    page.fill("[name=add]", "专用新词甲")
    page.select_option("[name=kind]", "工作秘密")
    page.select_option("[name=severity]", "须处理")
    page.fill("[name=code]", "A05")
    page.fill("[name=advice]", "删去")
    page.fill("[name=note]", "增加一条")
    officer.follow(page.get_by_role("button", name="草拟新版"))
    officer.follow(page.get_by_role("link", name="试运行"))
    officer.says("没有公文受影响")
    officer.follow(page.get_by_role("link", name="返回第2版"))
    officer.follow(page.get_by_role("button", name="提请批准"))
    assert page.get_by_role("button", name="批准", exact=True).count() == 0

    head = town.person("baomizhu1", scripting=scripting)
    head.go("/")
    head.follow(head.page.get_by_role("link", name="清单与词库"))
    head.follow(head.page.get_by_role("link", name="第2版"))
    assert "专用新词甲" not in words()
    head.follow(head.page.get_by_role("button", name="批准", exact=True))

    head.says("已批准，自")
    assert "专用新词甲" in words()
