"""批量督办 in the browser: the ticked rows once more, the results row by row, the way back to the filter."""

from uuid import uuid4

import pytest

from review.choices import Desk
from tests.counting import queries
from workflow.models import BulkAct, DeskTask


@pytest.fixture
def tasks(road):
    """Two tasks at the division head's desk."""
    documents = [road.draft(), road.draft()]
    for each in documents:
        road.submit(each)
    return [road.task(each, Desk.DIVISION_CHECK) for each in documents]


def ids(tasks):
    return [each.pk for each in tasks]


def test_ticked_rows_are_urged_and_the_way_leads_back_to_the_filter(road, browser, tasks):
    secretary, back = browser("mishu1"), "desk=division_check&q=通知"

    board = secretary.get(f"/board/?{back}").content.decode()
    asked = secretary.get("/board/act/", {"act": "urge", "task": ids(tasks), "back": back})
    answer = secretary.post(
        "/board/act/",
        {"act": "urge", "task": ids(tasks)[:1], "back": back, "words": "请办", "nonce": uuid4()},
        follow=True,
    )

    assert board.count("data-tick>") == 2 and 'action="/board/act/"' in board
    assert [row["task"] for row in asked.context["rows"]] == ids(tasks)
    assert [row["state"] for row in answer.context["rows"]] == ["done"]
    assert answer.context["board_url"].startswith("/board/?desk=division_check&q=")
    assert DeskTask.objects.filter(urged_at__isnull=False).count() == 1


@pytest.mark.parametrize("task", [[], ["x"], ["0"], ["9" * 40]])
def test_without_a_ticked_row_a_sentence_says_so(road, browser, task):
    answer = browser("mishu1").get("/board/act/", {"act": "reassign", "task": task}, follow=True)

    assert answer.redirect_chain[0][0] == "/board/"
    assert "还没有勾选公文" in answer.content.decode()


def test_an_act_that_there_is_not_has_no_page(road, browser, tasks):
    for act in ("sign", "may_publish", ""):
        assert browser("mishu1").get("/board/act/", {"act": act, "task": ids(tasks)}).status_code == 404


def test_a_refused_form_keeps_what_was_typed_and_what_was_ticked(road, browser, tasks):
    sent = {"act": "urgency", "task": ids(tasks), "urgency": "", "words": "上级要求", "nonce": uuid4()}

    answer = browser("mishu1").post("/board/act/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422 and "上级要求" in page
    assert all(f'name="task" value="{pk}"' in page for pk in ids(tasks))
    assert not BulkAct.objects.exists()


def test_a_person_is_offered_with_the_number_of_rows_that_fit(road, browser, tasks):
    road.act(tasks[0].document, Desk.DIVISION_CHECK)
    task = road.task(tasks[0].document, Desk.DISCLOSURE_CHECK)

    answer = browser("mishu1").get("/board/act/", {"act": "reassign", "task": [task.pk, tasks[1].pk]})

    labels = [label for _, label in answer.context["form"].fields["person"].choices]
    assert any(label.startswith(road.who["gongkai1"].full_name) and "可办 1/2 件" in label for label in labels)
    assert not any(label.startswith(road.who["nigao1"].full_name) for label in labels)


def test_the_person_undoes_the_own_act_with_one_press(road, browser, tasks):
    secretary, head = browser("mishu1"), road.who["chuzhang1"]
    sent = {"act": "reassign", "task": ids(tasks), "person": head.pk, "nonce": uuid4()}
    result = secretary.post("/board/act/", sent, follow=True)
    bulk = result.context["bulk"]
    others = browser("mishu2")

    undone = secretary.post(f"/board/acts/{bulk.pk}/undo/", follow=True)

    assert result.context["may_undo"] and not others.get(f"/board/acts/{bulk.pk}/").context["may_undo"]
    assert [row["state"] for row in undone.context["rows"]] == ["undone", "undone"]
    assert others.post(f"/board/acts/{bulk.pk}/undo/").status_code == 404
    assert not undone.context["may_undo"] and DeskTask.objects.filter(owner=head).count() == 0


def test_the_page_of_an_act_takes_the_same_queries_for_1_and_12_rows(road, browser, tasks):
    secretary = browser("mishu1")
    for _ in range(10):
        road.submit(road.draft())
    everything = list(DeskTask.objects.exclude(desk="").values_list("pk", flat=True))

    def asked(rows):
        return queries(secretary, "/board/act/", {"act": "reassign", "task": rows})

    assert len(everything) == 12 and asked(everything[:1]) == asked(everything)
