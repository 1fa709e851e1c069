"""Browsers of the people of the demonstration ministry; the office clock is the road's."""

import io
from pathlib import Path

import docx
import pytest
from django.test import Client

from common import clock

SAMPLE = Path(__file__).parents[2] / "data" / "moe-2017-3.docx"


@pytest.fixture(autouse=True)
def office_clock(road, monkeypatch):
    """The views read the road's clock, which goes on by a minute at each look."""
    monkeypatch.setattr(clock, "now", road.tick)


@pytest.fixture
def browser(road):
    """Return a function: the browser of the person, signed in."""

    def open_for(username):
        client = Client()
        client.force_login(road.who[username], backend="accounts.backends.PersonBackend")
        return client

    return open_for


@pytest.fixture
def founding_document():
    """The bytes of 教办厅〔2017〕3号."""
    return SAMPLE.read_bytes()


def word(*lines, name="草稿.docx"):
    """Return an upload with these paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    buffer = io.BytesIO()
    made.save(buffer)
    return upload(buffer.getvalue(), name)


def upload(data, name):
    """Return bytes as a file that a browser sends."""
    file = io.BytesIO(data)
    file.name = name
    return file


def fields(document, **changes):
    """Return what the browser sends from the page of the draft, with the changes."""
    sent = {
        "title": document.title,
        "genre": document.genre,
        "direction": document.direction,
        "urgency": document.urgency,
        "issuing_body": document.issuing_body,
        "addressees": "\n".join(document.addressees),
        "topic": document.topic,
        "series": document.series_id or "",
    }
    return sent | ({"sealed": "on"} if document.sealed else {}) | changes
