import pytest

from review.choices import Desk
from tests.workflow.again import SUBSTANTIVE, TYPOGRAPHIC, signed_and_returned


def test_the_page_of_the_signature_says_what_the_change_is_and_leads_to_it(road, browser):
    for new, word in ((TYPOGRAPHIC, "文字排印性改动"), (SUBSTANTIVE, "实质性修改")):
        document = signed_and_returned(road, new)
        task = road.task(document, Desk.SIGN)

        answer = browser("qianfa1").get(f"/tasks/{task.pk}/")

        html = answer.content.decode()
        assert f"<strong>{word}</strong>" in html and "第25条第一项" in html
        assert browser("qianfa1").get(answer.context["resigning"]["url"]).status_code == 200


@pytest.mark.rule(51)
def test_the_page_shows_another_signatory_that_the_original_one_has_to_sign(road, browser):
    document = signed_and_returned(road, SUBSTANTIVE)
    task = road.task(document, Desk.SIGN)

    answer = browser("qianfa2").get(f"/tasks/{task.pk}/")

    gate = answer.context["gates"]["decide"]["gate"]
    assert [each.number for each in gate.unmet] == [51]
