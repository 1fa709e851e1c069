import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from accounts import demo as people
from common import clock
from documents import demo as numbering
from tests.journeys.browsing import Town
from tests.tools import program

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

AGAIN = pytest.mark.flaky(reruns=1, only_rerun=["NoAnswer"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a journey once more when the browser got no answer at all; the last lines of the run name it (RERUN)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(AGAIN)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("browser"), args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def town(transactional_db, live_server, browser, monkeypatch) -> Iterator[Town]:
    """The demonstration ministry behind a real server, and a browser for each of its people."""
    monkeypatch.setattr("documents.docx.libreoffice.pdf.program", lambda: None)
    people.build(at=clock.now())
    numbering.build()
    town = Town(browser, live_server.url)
    yield town
    town.leave()
