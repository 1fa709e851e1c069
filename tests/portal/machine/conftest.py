"""A portal with three documents, one interpretation and one tombstone, handed over as items."""

from datetime import date, timedelta

import pytest

from portal import services as portal
from portal.choices import Dataset
from portal.facts import Correction, PublicReading
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


@pytest.fixture
def opened(db):
    """Let the whole set be taken, for good as far as a test can tell."""
    days = {"approved_on": date(2000, 1, 1), "valid_until": date(2999, 1, 1)}
    return portal.open_dataset(name=Dataset.DOCUMENTS, note="全部目录", **days)
