"""A portal with three documents, one interpretation and one tombstone, handed over as items."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import User
from accounts.roles import Role
from portal import services as portal
from portal.choices import Dataset
from portal.facts import Correction, PublicReading
from review.services import datasets
from tests.people import make_person
from tests.portal.test_services import NOON, TOMBSTONE, file_of, item_of

HOST = "https://www.moe.example.gov.cn"


def reading_of(title="有关负责人答记者问"):
    return PublicReading(1, title, "问答", "基础教育司", NOON, "<p>问</p>", "问")


def put(serial, **columns):
    """Put a document on the portal, published `serial` minutes after noon."""
    item = item_of(serial, **({"published_at": NOON + timedelta(minutes=serial)} | columns))
    return portal.apply(item=item, at=NOON + timedelta(minutes=serial))


def take_down(serial, **columns):
    """Turn a document into its tombstone."""
    late = NOON + timedelta(days=1)
    return portal.apply(item=item_of(serial, **(TOMBSTONE | {"ended_at": late} | columns)), at=late)


@pytest.fixture
def three(db):
    files = (file_of(), file_of(b"%PDF-1.7", "pdf"), file_of(b"PK", "docx"))
    put(1, title="关于招生工作的通知", files=files, readings=(reading_of(),))
    put(2, title="关于体检 <工作> 的意见", genre="意见", topic="13", stages=("result",))
    put(3, title="关于\x0b收费的通知", corrections=(Correction(NOON + timedelta(hours=5), "更正一处"),))
    put(4, title="关于考试的通知")
    take_down(4, title="关于考试的通知")


def reviewed(officer, until, at):
    """Review the aggregation of the whole set."""
    words = {"scope": "全部目录", "risks": "逐项分析，未见可以推知的事项。"}
    return datasets.propose_dataset(dataset=Dataset.DOCUMENTS, valid_until=until, by=officer, at=at, **words)


def open_until(until, at=NOON):
    """Let the whole set be taken until that day; return the review."""
    if not User.objects.filter(username="set-officer").exists():
        make_person("set-officer", Role.CONFIDENTIALITY_OFFICER)
        make_person("set-head", Role.CONFIDENTIALITY_HEAD)
    officer, head = (User.objects.get(username=name) for name in ("set-officer", "set-head"))
    return datasets.approve_dataset(review_id=reviewed(officer, until, at).pk, by=head, at=at)


@pytest.fixture
def opened(db):
    """Let the whole set be taken, for good as far as a test can tell."""
    return open_until(date(2999, 1, 1), datetime(2020, 1, 1, 4, 0, tzinfo=UTC))
