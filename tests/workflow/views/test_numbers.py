import pytest

from documents.models import DocumentNumber, NumberSeries
from review.choices import Desk


@pytest.fixture
def document(road):
    """A document that has its number and waits for its release."""
    made = road.draft()
    road.submit(made)
    return road.walk(made, until=Desk.RELEASE)


def sent(client, document, **changes):
    """Post what the page of the document sends, with the changes."""
    page = client.get(f"/documents/{document.pk}/renumber/")
    series = NumberSeries.objects.get(code="教办厅").pk
    fields = {"token": page.context["token"], "reason": "代字选用有误", "series": series}
    return client.post(f"/documents/{document.pk}/renumber/", fields | changes, follow=True)


def test_the_page_says_what_follows_and_which_number_would_be_next(browser, document):
    answer = browser("mishu1").get(f"/documents/{document.pk}/renumber/")

    text = answer.content.decode()
    for words in ("教办厅〔2026〕1号", "下一号：教办厅〔2026〕2号", "不再编给任何公文", "规则50"):
        assert words in text


def test_the_number_becomes_void_and_the_secretary_sees_the_new_one(browser, document):
    text = sent(browser("mishu1"), document).content.decode()

    assert "教办厅〔2026〕1号已作废，新字号为教办厅〔2026〕2号" in text
    assert "教办厅〔2026〕1号（代字选用有误）" in text
    assert "系统正在排版核验" in text


def test_without_a_reason_nothing_happens_and_the_choice_is_kept(browser, document):
    other = NumberSeries.objects.exclude(code="教办厅").first()

    answer = sent(browser("mishu1"), document, reason="  ", series=other.pk)

    assert answer.status_code == 422
    assert answer.context["form"]["series"].value() == str(other.pk)
    assert DocumentNumber.objects.count() == 1


def test_a_stale_page_is_told_what_changed_and_keeps_the_words(browser, document):
    page = browser("mishu2").get(f"/documents/{document.pk}/renumber/").context["token"]
    sent(browser("mishu1"), document)

    answer = sent(browser("mishu2"), document, token=page, reason="另一人写的原因")

    assert answer.status_code == 409
    assert "已有变动（发文字号）" in answer.content.decode() and "另一人写的原因" in answer.content.decode()
    assert DocumentNumber.objects.count() == 2


def test_what_is_public_already_shows_why_its_number_stays(road, browser, document):
    stale = browser("mishu1").get(f"/documents/{document.pk}/renumber/").context["token"]
    road.act(document, Desk.RELEASE)

    shown = browser("mishu1").get(f"/documents/{document.pk}/renumber/")
    refused = sent(browser("mishu1"), document, token=stale, reason="来不及了")

    assert "只有已登记编号、尚未公开或归存的公文" in shown.content.decode()
    assert 'disabled aria-describedby="gate-renumber"' in shown.content.decode()
    assert refused.status_code == 409 and "来不及了" in refused.content.decode()


@pytest.mark.parametrize("name", ["fabu1", "qianfa1", "nigao1", "chuzhang1", "xitong1"])
def test_for_all_others_the_page_is_not_there(browser, document, name):
    client = browser(name)

    assert client.get(f"/documents/{document.pk}/renumber/").status_code == 404
    assert client.post(f"/documents/{document.pk}/renumber/").status_code == 404


def test_the_way_there_is_on_the_document_and_in_the_register_while_it_is_open(road, browser, document):
    address, client = f'href="/documents/{document.pk}/renumber/"', browser("mishu1")
    pages = (f"/documents/{document.pk}/", "/register/")
    before = [address in client.get(page).content.decode() for page in pages]

    road.act(document, Desk.RELEASE)

    assert before == [True, True]
    assert [address in client.get(page).content.decode() for page in pages] == [False, False]
    assert address not in browser("fabu1").get(pages[0]).content.decode()


def test_the_register_strikes_the_void_number_through_and_finds_it(browser, document):
    client = browser("mishu1")
    sent(client, document)

    answer = client.get("/register/?q=教办厅〔2026〕1号")

    text = answer.content.decode()
    assert [row["number"] for row in answer.context["page"]] == ["教办厅〔2026〕1号"]
    assert '<s class="struck">教办厅〔2026〕1号</s>' in text and "作废：代字选用有误；改用 教办厅〔2026〕2号" in text
