"""转办: a co-sign is handed over to an office that has no part in the round yet."""

import pytest

from review.choices import Desk
from review.errors import SignerTwice
from review.models import Cosign
from workflow import services as workflow


def test_a_cosign_is_not_handed_to_an_office_that_signs_in_the_same_round(road):
    finance, planning, other = (road.office(name) for name in ("财务司", "发展规划司", "基础教育司"))
    document = road.draft(cosign_offices=(finance, planning))
    road.submit(document)
    road.walk(document, until=Desk.DEPARTMENT_COSIGN)
    task = road.task(document, Desk.DEPARTMENT_COSIGN)
    taken = planning if task.cosign.office_id == finance.pk else finance
    who = {"task_id": task.pk, "by": road.someone(task)}

    with pytest.raises(SignerTwice):
        workflow.transfer(office=taken, at=road.tick(), **who)
    workflow.transfer(office=other, at=road.tick(), **who)

    assert {row.office.name for row in Cosign.objects.filter(state="open")} == {taken.name, other.name}
