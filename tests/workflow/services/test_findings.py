"""疑点处理与区分处理: nothing goes out unanswered, and what is withheld is withheld from the public alone."""

import pytest

from audit.models import Entry
from common.errors import NotFound
from common.gate import GateClosed
from documents import selectors as documents_of
from documents.choices import Ground, Status
from documents.docx import content as contents
from documents.docx.redaction import MARK
from documents.errors import RedactionTooLate
from documents.models import RedactedText
from documents.services.redacting import redact as redact_document
from publication.models import Release
from review.choices import CHECKLIST, Desk, KeepReason, Outcome, Reach, Verdict
from review.errors import DisposalIncomplete, NothingChosen, PassageNotFound
from review.findings import latest_scan, standing
from review.models import Disposal, Finding, Opinion, Scan
from review.selectors import Case
from review.services import Answer
from review.services.opinions import Given
from tests.workflow.road import INTERNAL
from tests.workflow.services.test_returns import give_back, rewrite
from workflow import services as workflow
from workflow.errors import NotAtThisDesk, Stale
from workflow.services.acts import Act
from workflow.services.findings import Cut
from workflow.tokens import token_of

ID_CARD, MOBILE, OFFICE = "11010519491231002X", "13812345678", "010-66096114"
LINES = ("现就有关工作通知如下。", f"申请材料寄李某某，身份证{ID_CARD}，手机{MOBILE}。", f"举报电话{OFFICE}。")
KEEP = Answer(Outcome.KEEP, KeepReason.OFFICIAL, "公布的工作联系电话")
PUPIL = "学生：王小明（残疾），三年级二班。"


def at_officer(road, *lines, **more):
    document = road.draft(*(lines or LINES), **more)
    road.submit(document)
    return road.walk(document, until=Desk.CONFIDENTIALITY_OFFICER)


def found(document):
    return standing(latest_scan(documents_of.whole(document.pk)))


def serials(document, *labels):
    return tuple(each.finding.serial for each in found(document) if each.finding.label in labels)


def keep(road, document, *labels, desk=Desk.CONFIDENTIALITY_OFFICER, answer=KEEP):
    task = road.task(document, desk)
    chosen = serials(document, *labels)
    workflow.keep(task_id=task.pk, token=None, serials=chosen, answer=answer, by=road.someone(task), at=road.tick())


def redact(road, document, *labels, desk=Desk.CONFIDENTIALITY_OFFICER, **cut):
    task = road.task(document, desk)
    wanted = Cut(serials(document, *labels), cut.pop("passages", ()), cut.pop("ground", Ground.THIRD_PARTY), **cut)
    return workflow.redact(task_id=task.pk, token=None, cut=wanted, by=road.someone(task), at=road.tick())


def public_text(document):
    text = documents_of.whole(document.pk).public_text
    return " ".join(contents.from_json(text.content).lines())


# --- nothing goes out unanswered (R26) --------------------------------------------------------------


@pytest.mark.rule(26)
def test_a_text_with_open_findings_may_not_be_called_fit_to_publish(road):
    document = at_officer(road)

    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.CONFIDENTIALITY_OFFICER)

    assert [each.number for each in refusal.value.unmet] == [26]
    assert "疑点" in str(refusal.value)


@pytest.mark.rule(26)
@pytest.mark.parametrize("verdict", [Verdict.NOT_PUBLIC, Verdict.CANNOT_DETERMINE])
def test_a_verdict_that_lets_nothing_out_needs_no_answers(road, verdict):
    document = at_officer(road)

    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict=verdict, text="请上级裁定")

    assert Opinion.objects.get(desk=Desk.CONFIDENTIALITY_OFFICER).verdict == verdict


def test_a_text_that_stays_inside_is_not_held_up_by_findings(road):
    document = at_officer(road, proposal=INTERNAL)

    done = road.walk(document)

    assert done.status == Status.FILED and not Disposal.objects.exists()


@pytest.mark.rule(26)
def test_once_each_finding_is_answered_the_document_goes_out(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号", "手机号码")
    keep(road, document, "固定电话")

    done = road.walk(document)

    assert done.status == Status.PUBLISHED


@pytest.mark.rule(26)
def test_a_scanner_that_fails_means_not_scanned(road, monkeypatch):
    def breaks(lines, dictionary):
        raise RuntimeError(" ".join(line.text for line in lines))

    monkeypatch.setattr("review.services.findings.scan_lines", breaks)
    document = at_officer(road, "现就有关工作通知如下。")

    assert Scan.objects.get().failed
    with pytest.raises(GateClosed):
        road.act(document, Desk.CONFIDENTIALITY_OFFICER)

    monkeypatch.undo()
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    assert workflow.rescan(task_id=task.pk, token=None, by=road.someone(task), at=road.tick())
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Outcome.KEEP, "", "有说明而无理由"),
        Answer(Outcome.KEEP, KeepReason.OFFICIAL, "  "),
        Answer(Outcome.KEEP, Ground.THIRD_PARTY, "理由不是保留的理由"),
    ],
)
def test_keeping_takes_a_reason_of_the_list_and_words(road, answer):
    document = at_officer(road)

    with pytest.raises(DisposalIncomplete):
        keep(road, document, "手机号码", answer=answer)

    assert not Disposal.objects.exists()


def test_nothing_chosen_is_nothing_done(road):
    document = at_officer(road)

    with pytest.raises(NothingChosen):
        keep(road, document)
    with pytest.raises(NothingChosen):
        redact(road, document)


@pytest.mark.rule(17)
def test_each_finding_of_a_batch_has_a_row_and_stands_in_the_journal(road):
    document = at_officer(road)
    keep(road, document, "手机号码", "居民身份证号")

    assert Disposal.objects.count() == len(serials(document, "手机号码", "居民身份证号")) == 2


@pytest.mark.rule(17)
def test_a_batch_of_any_size_is_answered_row_by_row(road):
    document = at_officer(road, *(f"手机138{n:08d}。" for n in range(1500)))
    keep(road, document, "手机号码")

    assert Disposal.objects.count() == 1500
    assert Entry.objects.get(verb="review.dispose").facts["findings"] == 1500


def test_a_finding_taken_up_again_is_open(road):
    document = at_officer(road)
    keep(road, document, "手机号码")
    keep(road, document, "手机号码", answer=Answer(Outcome.REOPEN))

    assert "手机号码" in {each.finding.label for each in found(document) if each.is_open}


# --- a second reviewer for what is sensitive (R28) ----------------------------------------------------


@pytest.mark.rule(28)
def test_what_concerns_minors_stays_only_when_a_second_reviewer_agrees(road):
    document = at_officer(road, "现就有关工作通知如下。", PUPIL)
    labels = [each.finding.label for each in found(document)]
    keep(road, document, *labels)
    document = road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    road.walk(document, until=Desk.CONFIDENTIALITY_HEAD)

    with pytest.raises(GateClosed) as refusal:
        road.act(document, Desk.CONFIDENTIALITY_HEAD)
    assert [each.number for each in refusal.value.unmet] == [28]

    keep(road, document, *labels, desk=Desk.CONFIDENTIALITY_HEAD)
    road.act(document, Desk.CONFIDENTIALITY_HEAD)
    assert all(len(each.kept) == 2 for each in found(document))


# --- what is withheld --------------------------------------------------------------------------------


def test_a_withheld_passage_leaves_the_public_text_and_stays_in_the_document(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号", "手机号码")

    whole = documents_of.whole(document.pk)
    assert ID_CARD not in public_text(document) and MOBILE not in public_text(document)
    assert public_text(document).count(MARK) == 2
    assert ID_CARD in " ".join(contents.from_json(whole.version.content).lines())
    assert whole.closing_note == "此件主动公开，本文有删减"


def test_withholding_voids_only_what_judged_the_public_text(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号", "手机号码")

    assert not Opinion.objects.filter(superseded_at__isnull=False).exists()
    assert "confidentiality_officer" in road.open_desks(document)


def test_what_is_published_is_the_text_without_the_withheld_passages(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号", "手机号码")
    keep(road, document, "固定电话")
    road.walk(document)

    copy = Release.objects.get().copy
    page = bytes(copy.html.data).decode()
    assert copy.content_sm3 == RedactedText.objects.get().content_sm3
    assert ID_CARD not in page and MOBILE not in page and MARK in page and "有删减" in page
    assert ID_CARD.encode() not in bytes(copy.docx.data)


def test_the_same_words_elsewhere_go_along(road):
    document = at_officer(road, f"手机{MOBILE}。", f"再次公布手机{MOBILE}。")
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    first = (found(document)[0].finding.serial,)
    cut = Cut(first, (), Ground.THIRD_PARTY, Reach.EVERYWHERE)

    assert workflow.redact(task_id=task.pk, token=None, cut=cut, by=road.someone(task), at=road.tick()) == 2
    assert MOBILE not in public_text(document)


def test_a_passage_that_the_scanner_did_not_find_can_be_withheld(road):
    document = at_officer(road, "现就有关工作通知如下。", "应急值守点设在东侧二号门内。")
    redact(road, document, passages=("东侧二号门内",), ground=Ground.THREE_SECURITIES)

    assert "东侧二号门" not in public_text(document)
    assert RedactedText.objects.get().redactions.get().ground == Ground.THREE_SECURITIES


def test_a_passage_that_stands_nowhere_is_refused(road):
    document = at_officer(road)

    with pytest.raises(PassageNotFound):
        redact(road, document, passages=("文中没有的话",))


def test_withholding_goes_on_from_what_is_withheld_already(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号")
    assert redact(road, document, "手机号码") == 2

    grounds = RedactedText.objects.order_by("pk").last().redactions.count()
    assert grounds == 2 and MOBILE not in public_text(document) and ID_CARD not in public_text(document)


def test_what_is_given_back_is_open_again(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号", "手机号码")
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    workflow.restore(task_id=task.pk, token=None, numbers=(1, 2), by=road.someone(task), at=road.tick())

    whole = documents_of.whole(document.pk)
    assert whole.redacted is None and ID_CARD in public_text(document)
    assert {each.finding.label for each in found(document) if each.is_open} >= {"居民身份证号", "手机号码"}


@pytest.mark.rule(15)
def test_only_the_officer_withholds_and_only_while_the_document_is_reviewed(road):
    document = at_officer(road)
    keep(road, document, "居民身份证号", "手机号码", "固定电话")
    document = road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    document = road.walk(document, until=Desk.CONFIDENTIALITY_HEAD)
    with pytest.raises(NotAtThisDesk):
        redact(road, document, passages=("举报电话",), desk=Desk.CONFIDENTIALITY_HEAD)

    task = road.task(document, Desk.CONFIDENTIALITY_HEAD)
    with pytest.raises(NotFound):
        workflow.keep(task_id=task.pk, token=None, serials=(1,), answer=KEEP, by=document.drafter, at=road.tick())

    issued = road.walk(document, until=Desk.RELEASE)
    with pytest.raises(RedactionTooLate):
        redact_document(document=issued, passages=(), by=road.who["baomi1"], at=road.tick())


def test_a_page_from_before_the_redaction_is_stale(road):
    document = at_officer(road)
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    token = token_of(task, Case(documents_of.whole(document.pk)).present)
    redact(road, document, "居民身份证号")

    with pytest.raises(Stale, match="区分处理"):
        workflow.keep(
            task_id=task.pk, token=token, serials=(1,), answer=KEEP, by=road.someone(task), at=road.tick()
        )  # fmt: skip


def test_more_withheld_after_a_return_asks_again_exactly_those_who_judged_the_public_text(road):
    document = at_officer(road)
    keep(road, document, "居民身份证号", "手机号码", "固定电话")
    document = road.walk(document, until=Desk.SIGN)
    give_back(road, document, Desk.SIGN, to=Desk.CONFIDENTIALITY_OFFICER)
    redact(road, document, "居民身份证号")

    void = Opinion.objects.filter(superseded_at__isnull=False)
    assert {each.desk for each in void} >= {"confidentiality_head", "office_check"}
    assert not void.filter(desk__in=["division_check", "disclosure_check"]).exists()
    asked = []
    while document.status == Status.IN_REVIEW:
        (desk,) = road.open_desks(document)
        asked.append(desk)
        document = road.act(document, Desk(desk))
    assert asked == ["confidentiality_officer", "confidentiality_head", "office_check", "sign"]


# --- nobody answers the same question twice -----------------------------------------------------------


def test_what_was_kept_stays_kept_after_another_passage_was_withheld(road):
    document = at_officer(road)
    keep(road, document, "手机号码")
    redact(road, document, "居民身份证号")

    kept = {each.finding.label: each.kept for each in found(document)}
    assert kept["手机号码"][0].carried_from is not None and kept["手机号码"][0].text == KEEP.text


def test_what_was_kept_stays_kept_in_a_new_text_only_where_its_line_is_the_same(road):
    document = at_officer(road)
    keep(road, document, "手机号码", "固定电话", "居民身份证号")
    give_back(road, document, Desk.CONFIDENTIALITY_OFFICER)
    rewrite(road, document, "新的一段。", LINES[1], f"举报和投诉电话{OFFICE}。")
    road.submit(document)

    kept = {each.finding.label: bool(each.kept) for each in found(document)}
    assert kept["手机号码"] and kept["居民身份证号"] and not kept.get("固定电话", False)


def test_a_new_text_withholds_nothing_by_itself(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号", "手机号码")
    give_back(road, document, Desk.CONFIDENTIALITY_OFFICER)
    rewrite(road, document, *LINES, "又加一段。")
    road.submit(document)

    whole = documents_of.whole(document.pk)
    assert whole.redacted is None and ID_CARD in public_text(document)
    assert {each.finding.label for each in found(document) if each.is_open} >= {"居民身份证号", "手机号码"}


def test_what_was_kept_meanwhile_stays_kept_when_passages_are_given_back(road):
    document = at_officer(road)
    redact(road, document, "居民身份证号")
    keep(road, document, "手机号码")
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    workflow.restore(task_id=task.pk, token=None, numbers=(1,), by=road.someone(task), at=road.tick())

    assert {each.finding.label for each in found(document) if each.kept} == {"手机号码"}


# --- what must be classified leaves nothing -----------------------------------------------------------


@pytest.mark.rule(12)
def test_erasing_empties_redacted_texts_excerpts_and_reasons(road):
    document = at_officer(road)
    keep(road, document, "手机号码")
    redact(road, document, "居民身份证号")
    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict=Verdict.MUST_CLASSIFY, text="应当定密")

    gone = "（已按保密规定清除）"
    assert [text.content for text in RedactedText.objects.all()] == [{}]
    assert set(Finding.objects.values_list("masked", flat=True)) == {gone}
    assert set(Disposal.objects.exclude(text="").values_list("text", flat=True)) == {gone}


# --- what the text is about decides what is checked ----------------------------------------------------


@pytest.mark.rule(17)
def test_a_text_about_enrolment_is_checked_for_what_enrolment_must_not_tell(road):
    document = at_officer(road, "现就招生工作通知如下。")
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    given = Act(Given(Verdict.MAY_PUBLISH, "已审", tuple(CHECKLIST)))

    with pytest.raises(GateClosed) as refusal:
        workflow.decide(task_id=task.pk, token=None, act=given, by=road.someone(task), at=road.tick())

    assert [each.number for each in refusal.value.unmet] == [17]
    road.act(document, Desk.CONFIDENTIALITY_OFFICER)
    assert "topic_enrolment" in Opinion.objects.get(desk=Desk.CONFIDENTIALITY_OFFICER).checklist
