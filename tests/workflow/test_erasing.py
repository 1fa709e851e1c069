"""What is typed on the board about a document goes with its content (workflow.erasing)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from notices.models import Notice
from review.choices import Desk
from workflow import services as workflow
from workflow.erasing import erase
from workflow.models import BulkAct, BulkKind, SavedFilter
from workflow.services import Order

WORDS = "请速办琉璃一事"


@pytest.mark.rule(12)
def test_urging_reasons_and_what_filters_looked_for_go_with_a_content_and_others_stay(road):
    document, other = road.draft(), road.draft()
    for each in (document, other):
        road.submit(each)
    tasks = [road.task(each, Desk.DIVISION_CHECK) for each in (document, other)]
    for rows in (tasks, tasks[1:]):
        order = Order(nonce=uuid4(), kind=BulkKind.URGE, task_ids=[each.pk for each in rows], words=WORDS)
        workflow.act_on_rows(order=order, by=road.who["mishu1"], at=road.tick())
    workflow.urge(task_id=tasks[0].pk, text=WORDS, by=road.who["nigao1"], at=road.tick())
    owner = road.who["mishu1"]
    for name, query in (("词", "q=%E7%90%89"), ("词和灯", "q=%E7%90%89&state=near"), ("灯", "state=near")):
        SavedFilter.objects.create(owner=owner, name=name, query=query, changed_at=road.at)

    erase(document)

    assert list(BulkAct.objects.order_by("pk").values_list("words", flat=True)) == ["（内容已按保密规定清除）", WORDS]
    kept = Notice.objects.exclude(typed="")
    assert {each.key for each in kept} == {f"bulk:{BulkAct.objects.latest('pk').pk}"}
    assert dict(SavedFilter.objects.values_list("name", "query")) == {"词和灯": "state=near", "灯": "state=near"}
    for changed in ({"typed": "改"}, {"text": "改"}):
        with pytest.raises(IntegrityError, match="不得更改"), transaction.atomic():
            kept.update(**changed)
