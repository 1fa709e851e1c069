from datetime import date

import pytest

from documents import rules
from documents.choices import Attribute, Ground
from documents.facts import PersonFacts, RegistrationFacts, SignatureFacts
from tests.documents.facts import decision, document

HARD = [Ground.LAW_FORBIDS, Ground.THREE_SECURITIES, Ground.THIRD_PARTY]
DISCRETIONARY = [Ground.INTERNAL_AFFAIRS, Ground.PROCESS_INFORMATION, Ground.ENFORCEMENT_FILE]


@pytest.mark.rule(1)
@pytest.mark.parametrize("attribute", Attribute.values)
def test_each_attribute_counts_as_decided(attribute):
    assert rules.has_one_attribute(document(decision=decision(attribute=attribute)))


@pytest.mark.rule(1)
@pytest.mark.parametrize("nothing", [None, decision(attribute=""), decision(attribute="public")])
def test_a_document_without_a_known_attribute_is_not_decided(nothing):
    assert not rules.has_one_attribute(document(decision=nothing))


@pytest.mark.rule(1)
@pytest.mark.parametrize(("stages", "kept"), [((), False), (("decision", "result"), True), (("other",), False)])
def test_at_least_one_of_the_five_disclosures_is_tagged(stages, kept):
    assert rules.has_a_disclosure_stage(decision(stages=stages)) is kept


@pytest.mark.rule(2)
@pytest.mark.parametrize("attribute", ["on_request", "withheld"])
@pytest.mark.parametrize(
    ("ground", "reason", "kept"),
    [("", "", False), ("internal_affairs", "", False), ("internal_affairs", "  ", False), ("", "x", False),
     ("whatever", "x", False), ("internal_affairs", "属内部工作流程", True)],
)  # fmt: skip
def test_what_is_not_proactive_needs_ground_and_reason(attribute, ground, reason, kept):
    assert rules.has_ground_and_reason(decision(attribute=attribute, ground=ground, reason=reason)) is kept


@pytest.mark.rule(2)
@pytest.mark.parametrize("ground", HARD)
def test_a_hard_ground_cites_an_entry_in_force(ground):
    withheld = decision(attribute="withheld", ground=ground, reason="说明")

    assert not rules.hard_ground_cites_the_negative_list(withheld)
    outdated = decision(attribute="withheld", ground=ground, cites_entry=True)
    assert not rules.hard_ground_cites_the_negative_list(outdated)
    cited = decision(attribute="withheld", ground=ground, cites_entry=True, entry_in_force=True)
    assert rules.hard_ground_cites_the_negative_list(cited)


@pytest.mark.rule(2)
@pytest.mark.parametrize("ground", DISCRETIONARY)
def test_a_discretionary_ground_needs_no_entry(ground):
    assert rules.hard_ground_cites_the_negative_list(decision(attribute="withheld", ground=ground))


@pytest.mark.rule(3)
@pytest.mark.parametrize("ground", DISCRETIONARY)
def test_a_discretionary_ground_asks_for_the_statement_that_nothing_obliges(ground):
    assert not rules.discretion_is_stated(decision(attribute="withheld", ground=ground))
    assert rules.discretion_is_stated(decision(attribute="withheld", ground=ground, no_duty_stated=True))


@pytest.mark.rule(5)
def test_an_unlawful_proposal_is_to_be_returned():
    assert not rules.attribute_proposal_is_lawful(document(decision=None))
    assert not rules.attribute_proposal_is_lawful(document(decision=decision(attribute="withheld")))
    assert rules.attribute_proposal_is_lawful(document())


@pytest.mark.rule(6)
@pytest.mark.parametrize(("attribute", "kept"), [("proactive", True), ("on_request", False), ("withheld", False)])
def test_a_normative_document_is_always_proactive(attribute, kept):
    assert rules.normative_document_is_proactive(decision(attribute=attribute, is_normative=True)) is kept
    assert rules.normative_document_is_proactive(decision(attribute=attribute))


@pytest.mark.rule(7)
@pytest.mark.parametrize("why", [{"is_policy": True}, {"is_major": True}, {"genre": "公告"}])
def test_withholding_what_article_20_makes_public_is_confirmed(why):
    assert not rules.withholding_what_is_due_is_confirmed(decision(attribute="withheld", **why))
    assert rules.withholding_what_is_due_is_confirmed(decision(attribute="withheld", confirmed=True, **why))
    assert rules.withholding_what_is_due_is_confirmed(decision(**why))


@pytest.mark.rule(8)
def test_a_decision_changed_after_the_signature_needs_a_new_one():
    assert rules.signature_covers_decision(document())
    assert not rules.signature_covers_decision(document(decision_sm3="other"))
    assert not rules.signature_covers_decision(document(decision_sm3="", signed_decision_sm3=""))


@pytest.mark.rule(9)
def test_a_signature_covers_exactly_one_content_and_its_elements():
    assert rules.signature_covers_version(document()) and rules.signature_covers_routing(document())
    assert not rules.signature_covers_version(document(content_sm3="other"))
    assert not rules.signature_covers_version(document(content_sm3="", signed_content_sm3=""))
    assert not rules.signature_covers_routing(document(routing_sm3="other"))


@pytest.mark.rule(10)
def test_the_printed_note_is_derived_from_the_attribute():
    assert rules.closing_note_follows_the_attribute(document())
    assert not rules.closing_note_follows_the_attribute(document(closing_note=""))


@pytest.mark.rule(10)
def test_a_draft_whose_note_contradicts_the_attribute_is_remarked():
    assert not rules.draft_note_agrees(document(draft_note="withheld"))
    assert rules.draft_note_agrees(document(draft_note="proactive"))
    assert rules.draft_note_agrees(document(draft_note=""))


@pytest.mark.rule(12)
def test_a_state_secret_cannot_be_proposed_here():
    assert not rules.is_not_a_state_secret(decision(attribute="withheld", ground=Ground.STATE_SECRET))
    assert rules.is_not_a_state_secret(decision(attribute="withheld", ground=Ground.LAW_FORBIDS))


@pytest.mark.rule(12)
@pytest.mark.parametrize("missing", [{"has_text": False}, {"content_sm3": ""}])
def test_an_empty_or_erased_text_is_not_handed_in(missing):
    assert rules.has_a_text(document()) and not rules.has_a_text(document(**missing))


@pytest.mark.rule(38)
def test_what_is_not_proactive_has_a_date_of_review():
    withheld = decision(attribute="withheld")

    assert not rules.has_a_review_date(document(decision=withheld))
    assert rules.has_a_review_date(document(decision=withheld, next_review_on=date(2027, 11, 24)))
    assert rules.has_a_review_date(document())


@pytest.mark.rule(41)
@pytest.mark.parametrize("genre", ["办法", "", "规定"])
def test_only_the_fifteen_genres_are_known(genre):
    assert rules.genre_is_known(document()) and not rules.genre_is_known(document(genre=genre))


@pytest.mark.rule(41)
@pytest.mark.parametrize(
    ("title", "genre", "kept"),
    [("关于某事的通知", "通知", True), ("关于某事的意见", "通知", False), ("国务院令", "命令", True),
     ("关于某办法（试行）的通知", "通知", True)],
)  # fmt: skip
def test_a_title_ends_with_its_genre(title, genre, kept):
    assert rules.title_ends_with_genre(document(title=title, genre=genre)) is kept


@pytest.mark.rule(42)
@pytest.mark.parametrize(("addressees", "kept"), [((), False), (("国务院",), True), (("国务院", "财政部"), False)])
def test_a_request_goes_to_exactly_one_body(addressees, kept):
    assert rules.request_has_one_addressee(document(genre="请示", addressees=addressees)) is kept
    assert rules.request_has_one_addressee(document(addressees=addressees))


@pytest.mark.rule(42)
def test_a_request_is_not_copied_downward_and_has_one_matter():
    assert not rules.request_is_not_copied_downward(document(genre="请示", copies_to=("各直属单位",)))
    assert rules.request_is_not_copied_downward(document(genre="请示", copies_to=("财政部",)))
    assert not rules.request_has_one_matter(document(genre="请示", asks=2))
    assert rules.request_has_one_matter(document(genre="请示", asks=1))


@pytest.mark.rule(43)
def test_a_report_does_not_ask_unless_justified():
    assert not rules.report_does_not_close_with_a_request(document(genre="报告", closes_asking=True))
    justified = document(genre="报告", closes_asking=True, statement="引用原文")
    assert rules.report_does_not_close_with_a_request(justified)
    assert not rules.only_requests_ask(document(genre="报告", asks=1))
    assert rules.only_requests_ask(document(genre="请示", asks=1))


@pytest.mark.rule(44)
@pytest.mark.parametrize(("own", "behalf", "kept"), [(True, False, True), (False, True, True), (False, False, False)])
def test_an_upward_document_is_signed_by_the_principal_head(own, behalf, kept):
    assert rules.principal_signs_upward(PersonFacts(own, behalf)) is kept


@pytest.mark.rule(45)
@pytest.mark.parametrize(("name", "kept"), [("国务院", True), ("张某某副总理", False), ("李某同志", False)])
def test_an_upward_document_is_not_addressed_to_a_person(name, kept):
    assert rules.upward_is_not_addressed_to_a_person(document(direction="up", addressees=(name,))) is kept
    assert rules.upward_is_not_addressed_to_a_person(document(addressees=(name,)))


@pytest.mark.rule(46)
def test_an_internal_division_does_not_write_outward():
    assert rules.issuer_may_write_outward(document())
    assert not rules.issuer_may_write_outward(document(issuer_is_outward=False))


@pytest.mark.rule(47)
def test_orders_to_lower_governments_need_a_stated_consent():
    ordering = {"addressees": ("各省、自治区、直辖市人民政府",), "directs": True}

    assert not rules.no_orders_to_lower_governments(document(**ordering))
    assert rules.no_orders_to_lower_governments(document(**ordering, states_consent=True))
    assert rules.no_orders_to_lower_governments(document(directs=True))


@pytest.mark.rule(50)
@pytest.mark.parametrize(
    ("number", "kept"),
    [("教办厅〔2017〕3号", True), ("国令第707号", True), ("教办厅[2017]3号", False), ("教办厅〔2017〕03号", False),
     ("教办厅〔17〕3号", False), ("教办厅〔2017〕第3号", False), ("", False)],
)  # fmt: skip
def test_a_number_has_the_strict_form(number, kept):
    assert rules.number_is_strict(document(number_text=number)) is kept


@pytest.mark.rule(50)
@pytest.mark.parametrize("active", [True, False])
def test_a_number_is_given_in_a_series_in_use(active):
    assert rules.series_is_chosen(RegistrationFacts(None, None, date(2026, 1, 1), active)) is active


@pytest.mark.rule(52)
@pytest.mark.parametrize(
    ("issued_on", "kept"),
    [(date(2026, 3, 2), True), (date(2026, 3, 3), True), (date(2026, 3, 1), False), (date(2026, 3, 5), False),
     (None, False)],
)  # fmt: skip
def test_the_date_lies_between_signature_and_today(issued_on, kept):
    facts = RegistrationFacts(issued_on, date(2026, 3, 2), date(2026, 3, 4), True)

    assert rules.date_is_plausible(facts) is kept


@pytest.mark.rule(51)
@pytest.mark.parametrize(
    ("change", "by_original", "original_may_sign", "kept"),
    [
        ("", False, False, True),
        ("same", False, True, True),
        ("typographic", False, True, True),
        ("substantive", True, True, True),
        ("substantive", False, True, False),
        ("substantive", False, False, True),
    ],
)
def test_a_change_of_substance_returns_to_whoever_signed_while_that_can_be(
    change, by_original, original_may_sign, kept
):
    signature = SignatureFacts(change, by_original, original_may_sign)

    assert rules.substance_returns_to_its_signatory(signature) is kept
