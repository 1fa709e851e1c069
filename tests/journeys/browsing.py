"""People in a browser: each has a window of their own, signs in once, and works through the pages alone."""

import faulthandler
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from accounts import demo
from accounts.models import User
from common import clock
from documents.models import Document
from outbox import services as outbox
from tests.workflow.road import Road

DATA = Path(__file__).parent.parent / "data"
FOUNDING = DATA / "moe-2017-3.docx"
SMALL = {"width": 1366, "height": 768}


class NoAnswer(Exception):
    """The browser waited half a minute for a page in vain; the journey is tried once more (conftest.py)."""


def _threads() -> str:
    """Return where every thread of this process stands, the server's too."""
    with tempfile.TemporaryFile("w+") as stacks:
        faulthandler.dump_traceback(stacks, all_threads=True)
        stacks.seek(0)
        return stacks.read()


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Say where browser and server stand when a page does not come."""
    try:
        yield
    except TimeoutError as error:
        if "Locator." in str(error):
            raise  # nothing there to press
        raise NoAnswer(f"{page.url}: {error}\n{_threads()}") from error


class Person:
    """Somebody at a screen of 1366×768."""

    def __init__(self, browser: Browser, address: str, username: str, scripting: bool = True) -> None:
        self.context = browser.new_context(viewport=SMALL, java_script_enabled=scripting, locale="zh-CN")
        self.page: Page = self.context.new_page()
        self.address, self.username = address, username

    def sign_in(self, home: str = "我的待办") -> "Person":
        """Sign in with the demonstration password and arrive at the page with this heading."""
        self.go("/accounts/login/")
        self.page.fill("[name=username]", self.username)
        self.page.fill("[name=password]", demo.PASSWORD)
        self.follow(self.page.locator("main button[type=submit], main form button").first)
        expect(self.page.locator("h1")).to_contain_text(home)
        return self

    def come_back(self) -> "Person":
        """Bring a session along, as whoever signed in this morning does."""
        visitor = Client()
        visitor.force_login(User.objects.get(username=self.username), "accounts.backends.PersonBackend")
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": visitor.cookies[name].value, "url": self.address}])
        return self

    def go(self, path: str) -> int:
        """Open an address of the house and return the status of the answer."""
        with answered(self.page):
            answer = self.page.goto(self.address + path, wait_until="domcontentloaded")
        assert answer is not None
        return answer.status

    def follow(self, control: Locator) -> None:
        """Press a link or a button, and go on when the page that it leads to is there."""
        with answered(self.page), self.page.expect_navigation(wait_until="domcontentloaded"):
            control.click()

    def says(self, text: str) -> None:
        """Expect the page to say the text."""
        expect(self.page.locator("body")).to_contain_text(text)

    def fits(self) -> None:
        """Expect no sideways scrolling."""
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= SMALL["width"], f"{self.page.url} is {width} pixels wide"

    def open_task(self, title: str, tab: str = "可签收") -> None:
        """Find the document in one's list, sign for it where nobody holds it, and open the desk."""
        self.go("/")
        self.follow(self.page.get_by_role("link", name=tab).first)
        row = self.page.locator("tr", has_text=title).first
        self.follow(row.get_by_role("button", name="签收"))
        self.go("/")
        self.follow(self.page.locator("tr", has_text=title).first.get_by_role("link", name="办理"))
        self.fits()

    def open_task_held(self, title: str) -> None:
        """Open a task that is one's own already."""
        self.go("/")
        self.follow(self.page.locator("tr", has_text=title).first.get_by_role("link", name="办理"))

    def agree(self, text: str = "") -> None:
        """Give a favourable decision at the desk that is open."""
        page = self.page
        for value in ("agree", "may_publish", "not_public"):
            radio = page.locator(f"[name=verdict][value={value}]")
            if radio.count():
                radio.check()
                break
        for box in page.locator("[name=checklist]").all():
            box.check()
        if text:
            page.fill("[name=text]", text)
        self.follow(page.locator("#step button[value=decide]"))

    def give_back(self, reason: str, text: str) -> None:
        """Return the document of the open desk to its drafter."""
        page = self.page
        page.locator("#step details", has=page.locator("[name=return_reason]")).locator("summary").first.click()
        page.select_option("[name=return_reason]", reason)
        page.fill("[name=return_text]", text)
        page.select_option("[name=to_desk]", "revise")
        self.follow(page.locator("#step button[value=return]"))


class Town:
    """Everybody's windows, and the worker."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.people: dict[str, Person] = {}

    def person(self, username: str, home: str = "我的待办", scripting: bool = True) -> Person:
        """Return the person, signed in; the first of a journey by the form, whose `home` is then on the screen."""
        if username not in self.people:
            person = Person(self.browser, self.address, username, scripting)
            self.people[username] = person.come_back() if self.people else person.sign_in(home)
        return self.people[username]

    def stranger(self, scripting: bool = True) -> Person:
        """Return somebody who has no account."""
        person = Person(self.browser, self.address, "", scripting)
        self.people[f"stranger{len(self.people)}"] = person
        return person

    def work(self) -> None:
        """Let the worker do all that waits."""
        outbox.run_all(clock.now())

    def agree(self, username: str, title: str, text: str = "") -> None:
        """Let the person sign for the document and agree."""
        person = self.person(username)
        person.open_task(title)
        person.agree(text)
        self.work()

    def walk(self) -> None:
        """Let everybody who is asked agree without a browser, where another journey has walked that way."""
        road = Road(at=clock.now() - timedelta(hours=2), who={user.username: user for user in User.objects.all()})
        for document in Document.objects.order_by("pk"):
            road.walk(document)

    def leave(self) -> None:
        """Close every window."""
        for person in self.people.values():
            person.context.close()
