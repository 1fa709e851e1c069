"""The pages of 征求意见: opened, recorded, decided; who is not concerned finds nothing."""

import pytest

from audit.models import Entry
from review.choices import ConsultStep, Desk
from review.models import Consultation, ConsultationStep
from review.services import Happened
from tests.workflow.road import INTERNAL
from tests.workflow.services.test_consultations import (
    COMPANY,
    MATTER,
    OBJECTION,
    PUBLISH,
    RECEIVED,
    consult,
    naming,
    pass_time,
    record,
    sent,
)  # fmt: skip
from tests.workflow.services.test_returns import give_back, rewrite

GIVEN = {"kind": "third_party", "addressee": COMPANY, "matter": MATTER}


@pytest.fixture
def document(road):
    return sent(road)


@pytest.fixture
def row(road, document):
    return consult(road, document)


def new(document):
    return f"/documents/{document.pk}/consultations/new/"


def url(row):
    return f"/consultations/{row.pk}/"


def post(client, row, step, **fields):
    """Post what the page sends for the step."""
    token = client.get(url(row)).context["token"]
    sent_fields = {f"{step}-{name}": value for name, value in fields.items()}
    return client.post(url(row), {"act": step, "token": token, **sent_fields}, follow=True)


def offered(answer):
    return [form.step.value for form in answer.context["forms"]]


def test_the_page_says_what_asking_means_with_the_articles(browser, document):
    text = browser("nigao1").get(new(document)).content.decode()

    words = ("规则29", "政府信息公开条例第15、32条", "15 个工作日", "逾期未答复视为同意", "逾期未答复不视为同意")
    assert [each for each in words if each not in text] == []


@pytest.mark.parametrize("name", ["nigao1", "gongkai1"])
def test_asking_leads_to_the_letter(browser, document, name):
    client = browser(name)

    answer = client.post(new(document), GIVEN, follow=True)

    row = Consultation.objects.get()
    assert answer.redirect_chain == [(url(row), 302)]
    letter = client.get(answer.context["letter_url"])
    assert letter.status_code == 200 and letter["Content-Disposition"].startswith("attachment")
    assert letter.content[:2] == b"PK" and "no-store" in letter["Cache-Control"]


@pytest.mark.parametrize("field", list(GIVEN))
def test_what_is_missing_is_named_and_what_was_typed_is_kept(browser, document, field):
    answer = browser("nigao1").post(new(document), GIVEN | {field: " "})

    form = answer.context["form"]
    assert answer.status_code == 422 and field in form.errors
    assert {name: form[name].value() for name in GIVEN if name != field} == {
        name: value for name, value in GIVEN.items() if name != field
    }
    assert not Consultation.objects.exists()


def test_asking_the_same_addressee_again_is_refused_at_the_field(browser, document, row):
    answer = browser("gongkai1").post(new(document), GIVEN)

    assert answer.status_code == 409
    assert "已在就本件征求该对象的意见" in str(answer.context["form"].errors["addressee"])
    assert Entry.objects.filter(verb="act.refused", facts__code="REV-515").count() == 1


@pytest.mark.rule(29)
def test_a_consultation_goes_from_receipt_to_decision_on_its_page(road, browser, row):
    client, today = browser("gongkai1"), road.at.date().isoformat()

    assert offered(client.get(url(row))) == ["received", "cancelled"]
    post(client, row, "received", day=today)
    answer = post(client, row, "answered", outcome="objects", day=today, text="属于商业秘密")
    assert offered(answer) == ["decided", "answered"] and "须由本机关决定" in answer.content.decode()
    answer = post(client, row, "decided", outcome="publish", text="不公开将影响公众健康")
    assert offered(answer) == ["told", "answered", "decided"]
    assert client.get(answer.context["told_url"]).content[:2] == b"PK"
    post(client, row, "told", day=today)

    kinds = ConsultationStep.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["opened", "received", "answered", "decided", "told"]


def test_a_decision_without_reasons_is_refused_and_keeps_the_choice(road, browser, row):
    record(road, row, RECEIVED, OBJECTION)

    answer = post(browser("gongkai1"), row, "decided", outcome="publish", text=" ")

    form = answer.context["refused"]
    assert answer.status_code == 422 and "text" in form.errors and form["outcome"].value() == "publish"
    assert answer.context["forms"][0] is form


def test_an_objection_without_words_is_refused_at_its_field(road, browser, row):
    record(road, row, RECEIVED)

    answer = post(browser("gongkai1"), row, "answered", outcome="objects", day=road.at.date().isoformat(), text="")

    assert answer.status_code == 422 and "第11、32条" in str(answer.context["refused"].errors["text"])


@pytest.mark.parametrize("day", ["", "昨天", "2026-02-30", "2099-01-01", "0001-01-01", "99999-01-01"])
def test_a_day_that_is_none_or_lies_elsewhere_is_refused(browser, row, day):
    answer = post(browser("gongkai1"), row, "received", day=day)

    assert answer.status_code == 422 and "day" in answer.context["refused"].errors
    assert answer.context["refused"]["day"].value() == day


def test_somebody_was_quicker(road, browser, row):
    client = browser("gongkai1")
    token = client.get(url(row)).context["token"]
    record(road, row, RECEIVED, OBJECTION, by="nigao1")
    sent_fields = {"act": "decided", "token": token, "decided-outcome": "publish", "decided-text": "为了公众健康"}

    answer = client.post(url(row), sent_fields)

    assert answer.status_code == 409 and "已有变动（征求意见）" in answer.content.decode()
    assert "为了公众健康" in answer.content.decode()


@pytest.mark.rule(29)
def test_the_light_counts_until_silence_has_to_be_decided(road, browser, row, document):
    record(road, row, RECEIVED)
    page = f"/documents/{document.pk}/"

    waiting = browser("nigao1").get(page).context["consultations"][0]
    pass_time(road)
    silent = browser("nigao1").get(page).context["consultations"][0]

    assert (waiting["standing"], waiting["light"].colour) == ("待答复", "green")
    assert silent["light"].colour == "red" and "不视为同意" in silent["standing"]


def test_the_drafter_is_offered_no_decision(road, browser, row):
    record(road, row, RECEIVED, OBJECTION)

    assert offered(browser("nigao1").get(url(row))) == ["answered"]
    answer = browser("nigao1").post(url(row), {"act": "decided", "decided-outcome": "publish", "decided-text": "x"})
    assert answer.status_code == 404


@pytest.mark.rule(29)
def test_the_leader_reads_what_came_of_it_but_records_nothing(road, browser, document, row):
    record(road, row, RECEIVED, OBJECTION, PUBLISH)
    road.walk(document, until=Desk.SIGN)

    answer = browser("qianfa1").get(url(row))

    assert answer.status_code == 200 and PUBLISH.text in answer.content.decode()
    assert offered(answer) == [] and not answer.context["letter_url"]
    assert browser("qianfa1").get(f"{url(row)}letter/").status_code == 404


@pytest.mark.parametrize("name", ["nigao2", "chuzhang2", "fabu1", "xitong1", "shenji1", "xinwen1"])
def test_whoever_is_not_concerned_finds_no_page(browser, document, row, name):
    client = browser(name)

    found = [client.get(each).status_code for each in (new(document), url(row), f"{url(row)}letter/")]
    found.append(client.post(url(row), {"act": "received"}).status_code)
    assert found == [404] * 4


def test_what_no_button_says_is_not_found(browser, row):
    assert browser("gongkai1").post(url(row), {"act": "opened"}).status_code == 404


def test_who_reads_an_earlier_text_only_sees_no_consultation(road, browser, document, row):
    page = f"/documents/{document.pk}/"
    assert browser("gongkai1").get(page).context["consultations"]

    give_back(road, document, Desk.DISCLOSURE_CHECK)
    rewrite(road, document, "改写的第二段。")

    assert browser("gongkai1").get(page).context["consultations"] == []


def test_a_draft_may_be_asked_about_before_it_is_sent(road, browser):
    document = road.draft(proposal=INTERNAL)

    answer = browser("nigao1").post(new(document), GIVEN, follow=True)

    assert answer.status_code == 200 and Consultation.objects.filter(document=document).exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x00", "\ud7ff" * 10, "a" * 300, "一\u202e二\x07"])
def test_no_addressee_brings_the_letter_down(browser, document, text):
    client = browser("nigao1")

    answer = client.post(new(document), GIVEN | {"addressee": text}, follow=True)

    assert answer.status_code in {200, 422} and "<script>alert" not in answer.content.decode()
    if answer.context.get("letter_url"):
        assert client.get(answer.context["letter_url"]).content[:2] == b"PK"


def test_looking_at_a_consultation_about_what_is_not_public_leaves_a_line(road, browser):
    row = consult(road, sent(road, proposal=INTERNAL))

    browser("gongkai1").get(url(row))

    assert Entry.objects.filter(verb="page.viewed", facts__page="征求意见").count() == 1


def waiting(client):
    return [(row["addressee"], row["standing"]) for row in client.get("/desk/").context["consultations"]]


def test_the_drafter_and_the_opener_are_reminded_until_it_is_settled(road, browser, document, row):
    other = consult(road, document, by="gongkai2", addressee="另一公司")

    assert waiting(browser("nigao1")) == [(COMPANY, "待送达"), ("另一公司", "待送达")]
    assert waiting(browser("gongkai2")) == [("另一公司", "待送达")]
    record(road, other, RECEIVED, Happened(ConsultStep.ANSWERED, "consents"))
    assert waiting(browser("gongkai2")) == []


@pytest.mark.rule(29)
def test_silence_and_objections_are_put_before_the_officers_who_may_decide(road, browser, row):
    record(road, row, RECEIVED)
    assert waiting(browser("gongkai1")) == []

    pass_time(road)

    assert [standing[:5] for _name, standing in waiting(browser("gongkai1"))] == ["逾期未答复"]
    record(road, row, OBJECTION)
    assert waiting(browser("gongkai1")) == [(COMPANY, "不同意公开，须由本机关决定")]
    record(road, row, PUBLISH)
    assert waiting(browser("gongkai1")) == []


@pytest.mark.parametrize("name", ["nigao2", "chuzhang1", "qianfa1", "mishu1"])
def test_nobody_else_is_told_of_a_consultation_in_a_list(road, browser, document, row, name):
    record(road, row, RECEIVED, OBJECTION)
    road.walk(document, until=Desk.SIGN)

    assert waiting(browser(name)) == []


def test_an_officer_is_not_told_of_a_text_that_never_came_to_the_desk(road, browser, document):
    give_back(road, document, Desk.DISCLOSURE_CHECK)
    rewrite(road, document, "改写的第二段。")
    record(road, consult(road, document), RECEIVED, OBJECTION, by="nigao1")

    assert waiting(browser("gongkai1")) == []
    assert len(waiting(browser("nigao1"))) == 1


def test_every_step_that_may_happen_has_a_form():
    from review.consulting import FITS
    from workflow.forms.consultations import FORMS

    assert set(FORMS) == set(FITS) == set(ConsultStep.values) - {"opened"}


# --- agencies that the text concerns -------------------------------------------------------------------------


def test_the_officer_sees_whom_the_text_concerns_and_asks_or_sets_aside_from_there(browser, road):
    document = naming(road)
    client = browser("baomi1")
    page = client.get(f"/tasks/{road.task(document, Desk.CONFIDENTIALITY_OFFICER).pk}/")
    assert [each["name"] for each in page.context["agencies"]] == ["财政部", "公安部"]

    asking = client.get(page.context["agencies"][0]["url"])
    assert 'value="财政部"' in asking.content.decode()
    assert asking.context["form"]["kind"].value() == "other_agency"

    aside = page.context["aside_url"]
    refused = client.post(aside, {"agencies": ["公安部"], "reason": ""})
    assert refused.status_code == 422 and "checked" in refused.content.decode()
    assert client.post(aside, {"agencies": ["商务部"], "reason": "不涉及"}).status_code == 422
    done = client.post(aside, {"agencies": ["公安部", "财政部"], "reason": "不涉及"}, follow=True)

    assert done.status_code == 200 and "已记录不涉及" in done.content.decode()
    assert [each.steps.last().text for each in Consultation.objects.order_by("pk")] == ["不涉及", "不涉及"]
    assert "没有待说明的机关" in client.get(aside).content.decode()


def test_who_may_not_consult_sets_nothing_aside(browser, road):
    aside = f"/documents/{naming(road).pk}/consultations/aside/"

    assert browser("nigao2").post(aside, {"agencies": ["公安部"], "reason": "不涉及"}).status_code == 404
