from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts import services as accounts
from accounts.models import User
from accounts.roles import Role
from common.gate import GateClosed
from documents import selectors as documents_of
from documents.choices import Status
from documents.errors import DecisionIncomplete
from documents.services import Proposal
from notices.models import Notice
from oversight.erasing import erase
from oversight.models import AskedFor, SelfCheck
from oversight.selfcheck import services, telling
from oversight.selfcheck.errors import CheckClosed, CheckExists, DueTooEarly, ItemConfirmed, NothingToCheck
from oversight.selfcheck.report import docx_of, xlsx_of
from oversight.selfcheck.services import Asked, Verdict
from review.choices import Desk
from tests.oversight.shortly import on_file
from tests.workflow.road import INTERNAL

DUE = date(2026, 12, 20)
KEEP = Verdict("keep", "仍属内部工作流程", "internal_affairs", no_duty_stated=True)
CONVERT = Verdict("convert", "事项已办结，可以公开")


def filed(road, proposal=INTERNAL):
    document = road.draft(proposal=proposal)
    road.submit(document)
    return road.walk(document)


def opened(road):
    return services.open_selfcheck(year=2026, due_on=DUE, by=road.who["gongkai1"], at=road.tick())


def judge(road, item, given=KEEP, by="nigao1"):
    return services.judge(item_id=item.pk, given=given, by=road.who[by], at=road.tick())


def confirm(road, item, by="gongkai2"):
    return services.confirm(item_id=item.pk, by=road.who[by], at=road.tick())


@pytest.mark.rule(38)
def test_a_self_check_lists_what_is_not_public_once_a_year_and_tells_who_judges(road):
    with pytest.raises(NothingToCheck):
        opened(road)
    document = on_file(road)
    with pytest.raises(DueTooEarly):
        services.open_selfcheck(year=2026, due_on=road.at.date(), by=road.who["gongkai1"], at=road.tick())

    check = opened(road)

    assert list(check.items.values_list("document_id", "attribute", "ground")) == [
        (document.pk, "withheld", "internal_affairs")
    ]
    told = Notice.objects.filter(kind="selfcheck.opened").values_list("person__username", flat=True)
    assert set(told) == {"nigao1", "chuzhang1"}
    with pytest.raises(CheckExists):
        opened(road)


@pytest.mark.rule(38)
@pytest.mark.rule(87)
def test_a_document_that_stays_needs_its_ground_afresh_another_persons_word_and_closes_with_a_frozen_report(road):
    document, check = on_file(road), opened(road)
    item = check.items.get()
    with pytest.raises(DecisionIncomplete):
        judge(road, item, Verdict("keep", "理由", ""))
    with pytest.raises(ItemConfirmed):
        confirm(road, item)
    judge(road, item)
    accounts.grant_role(user=road.who["nigao1"], role=Role.DISCLOSURE_OFFICER, by=road.who["anquan1"], at=road.tick())
    with pytest.raises(GateClosed) as refusal:
        confirm(road, item, by="nigao1")
    assert {each.number for each in refusal.value.unmet} == {87}
    with pytest.raises(GateClosed) as refusal:
        services.close(check_id=check.pk, by=road.who["gongkai1"], at=road.tick())
    assert {each.number for each in refusal.value.unmet} == {38}

    confirm(road, item)

    kept = documents_of.whole(document.pk)
    assert (kept.status, kept.decision_id) == (Status.FILED, document.decision_id)
    assert kept.next_review_on == road.at.date() + timedelta(days=365)
    done = services.close(check_id=check.pk, by=road.who["gongkai1"], at=road.tick())
    assert done.figures["offices"] == [["义务教育处", 1, 1, 0, 0, 0, 0]]
    assert done.figures["grounds"] == [["internal_affairs", 1, 1, 0]]
    assert done.figures["rows"][0]["number"] == document.number_text
    assert docx_of(done)[:2] == xlsx_of(done)[:2] == b"PK"
    with pytest.raises(CheckClosed):
        judge(road, item)
    for rows, values in ((SelfCheck.objects, {"figures": {"total": 9}}), (check.items, {"remark": "改"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_verdict_that_is_sent_back_is_given_again_by_whoever_gave_it(road):
    on_file(road)
    item = opened(road).items.get()
    judge(road, item, CONVERT)

    services.send_back(item_id=item.pk, why="请写明依据", by=road.who["gongkai2"], at=road.tick())

    item.refresh_from_db()
    assert (item.verdict, item.remark, item.judged_by) == ("", "请写明依据", None)
    assert Notice.objects.get(kind="selfcheck.sent_back").person == road.who["nigao1"]
    assert judge(road, item).remark == ""


@pytest.mark.rule(38)
def test_what_was_applied_for_is_counted_beside_its_document_and_turned_public_by_the_normal_way(road):
    document, check = on_file(road), opened(road)
    lines = [Asked(3, document.number_text), Asked(2, title="往年的统计资料")]
    services.note_asked(year=2026, lines=lines, by=road.who["gongkai1"], at=road.tick())
    item = check.items.get()
    assert item.asked == 3
    judge(road, item)
    assert {
        each.number for each in services.confirming_gate(item=check.items.get(), by=road.who["gongkai2"]).warnings
    } == {38}
    judge(road, item, CONVERT)

    confirm(road, item)

    assert road.open_desks(document) == [Desk.DIVISION_CHECK]
    assert documents_of.whole(document.pk).proposed.decided_by == road.who["nigao1"]
    figures = services.close(check_id=check.pk, by=road.who["gongkai1"], at=road.tick()).figures
    assert figures["outcomes"] == {"running": 1}
    assert figures["asked"] == [[document.number_text, 3, "办理转公开中"], ["往年的统计资料", 2, "本系统无此公文"]]
    services.note_asked(year=2026, lines=[Asked(5, title="往年的统计资料")], by=road.who["gongkai1"], at=road.tick())
    assert sorted(AskedFor.objects.values_list("count", flat=True)) == [3, 5]


def test_who_has_not_judged_is_told_before_the_day_and_after_it_once_each(road):
    on_file(road, Proposal("on_request", INTERNAL.stages, "internal_affairs", "属内部流程", no_duty_stated=True))
    check = opened(road)
    assert telling.remind(road.tick()) == 0
    road.at += timedelta(days=22)

    assert telling.remind(road.tick()) == 2
    judge(road, check.items.get())
    assert telling.remind(road.tick()) == User.objects.filter(groups__name=Role.DISCLOSURE_OFFICER).count()
    road.at += timedelta(days=30)
    assert telling.remind(road.tick()) == 0


def test_applications_noted_after_a_verdict_was_confirmed_leave_it_as_it_was(road):
    document, check = on_file(road), opened(road)
    judge(road, check.items.get())
    confirm(road, check.items.get())

    services.note_asked(year=2026, lines=[Asked(7, document.number_text)], by=road.who["gongkai1"], at=road.tick())

    assert (AskedFor.objects.get().document, check.items.get().asked) == (document, 0)


def test_an_application_finds_by_its_name_what_has_a_number_and_no_draft(road):
    draft = road.draft()
    note = {"year": 2026, "lines": [Asked(1, title=draft.title)], "by": road.who["gongkai1"]}
    services.note_asked(at=road.tick(), **note)
    assert AskedFor.objects.get().document is None
    document = on_file(road)
    assert document.title == draft.title

    services.note_asked(at=road.tick(), **note)

    assert AskedFor.objects.get().document == document


@pytest.mark.rule(12)
def test_two_documents_of_one_organ_may_lose_the_names_under_which_they_were_applied_for(road):
    one, two = road.draft(), road.draft()
    for number, document in enumerate((one, two)):
        named = {"title": f"名称{number}", "document": document, "organ": document.lead_office, "year": 2026}
        AskedFor.objects.create(**named, count=1, noted_by=road.who["gongkai1"], noted_at=road.tick())

    erase(one)
    erase(two)

    assert not AskedFor.objects.filter(title__startswith="名称").exists()


@pytest.mark.rule(12)
def test_words_about_a_document_that_must_be_classified_go_with_it(road):
    document = filed(road)
    item = opened(road).items.get()
    services.note_asked(year=2026, lines=[Asked(2, title=document.title)], by=road.who["gongkai1"], at=road.tick())
    judge(road, item, CONVERT)
    confirm(road, item)

    road.act(document, Desk.CONFIDENTIALITY_OFFICER, verdict="must_classify", text="应当定密")

    item.refresh_from_db()
    assert item.reason == "（内容已按保密规定清除）"
    assert AskedFor.objects.get().title.startswith("（内容已按保密规定清除）")
