"""Telling people (notices.services)."""

from datetime import UTC, datetime

import pytest

from accounts.roles import Role
from notices import services
from notices.models import Notice
from tests.people import make_office, make_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 1, tzinfo=UTC)


def test_a_thing_is_told_to_each_once():
    office = make_office("教育部")
    one, other = (make_person(name, Role.DRAFTER, office=office) for name in ("one", "other"))
    told = {"kind": "task.urged", "key": "7", "text": "催办：关于学籍的通知", "url": "/tasks/7/", "at": AT}

    assert services.tell(to=[one.pk], **told) == 1
    assert services.tell(to=[one.pk, other.pk], **told) == 1
    assert services.tell(to=[one.pk, other.pk], **told) == 0
    assert Notice.objects.count() == 2
