"""印发稿: the addressees get every passage, whatever is withheld from the public."""

import io

import docx

from audit.models import Entry
from review.choices import Desk
from tests.workflow.road import INTERNAL
from tests.workflow.services.test_findings import ID_CARD, at_officer, keep, redact


def issued(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号")
    keep(road, document, "手机号码", "固定电话")
    return road.walk(document, until=Desk.RELEASE)


def text_of(data):
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_the_printed_file_has_what_the_public_does_not_read_and_says_nothing_of_cuts(road, browser):
    document = issued(road)
    answer = browser("nigao1").get(f"/documents/{document.pk}/printed/")

    text = text_of(answer.content)
    assert ID_CARD in text and document.number_text in text and "此件主动公开" in text
    assert "删减" not in text and "〔略〕" not in text


def test_the_document_page_offers_it_and_counts_what_is_withheld(road, browser):
    document = issued(road)
    page = browser("nigao1").get(f"/documents/{document.pk}/").content.decode()

    assert f"/documents/{document.pk}/printed/" in page
    assert "公开文本删减 1 处：保护第三方合法权益（条例第十五条） 1 处" in page


def test_taking_it_is_a_line_of_the_journal(road, browser):
    document = issued(road)
    browser("nigao1").get(f"/documents/{document.pk}/printed/")

    entry = Entry.objects.get(verb="document.printed")
    assert entry.facts["number"] == document.number_text and len(entry.facts["file"]) == 64


def test_nobody_gets_it_before_the_number_or_without_a_right_to_the_originals(road, browser):
    draft = road.draft(proposal=INTERNAL)
    assert browser("nigao1").get(f"/documents/{draft.pk}/printed/").status_code == 404

    document = issued(road)
    assert browser("fabu1").get(f"/documents/{document.pk}/printed/").status_code == 404
    assert browser("nigao2").get(f"/documents/{document.pk}/printed/").status_code == 404
    assert not Entry.objects.filter(verb="document.printed").exists()
