"""A web server of a higher body in the test's own process: what it answers is what a test puts on it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from accounts.roles import Role
from publication.models import FeedSource
from publication.reposting import services
from tests.people import make_person

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TITLE = "国务院办公厅关于做好某项工作的通知"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>
<nav><a href="/">首页</a> <a href="/x">政策</a></nav><script>alert(1)</script>
<div class="pages_content" id="UCAP-CONTENT"><p>国办发〔2026〕9号</p>
<p>各省、自治区、直辖市人民政府，国务院各部委、各直属机构：</p>
<p onclick="alert(1)">为做好某项工作，经国务院同意，现将有关事项通知如下，请结合实际认真贯彻落实。</p>
<p>一、提高认识，加强领导，落实责任，确保各项任务按时完成。<img src="http://elsewhere.example/x.png"></p>
<table><tr><th>任务</th><th>单位</th></tr><tr><td>检查</td><td>教育部</td></tr></table>
<p>二、加强督查，及时报告进展情况，重大问题及时请示。</p><p>国务院办公厅</p><p>2026年11月23日</p></div>
<footer>版权所有 今日访问 12345</footer></body></html>"""


@dataclass
class Site:
    """What stands at each path: status, headers, body; and what was asked for."""

    server: ThreadingHTTPServer
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Put something at the path; return its address."""
        data = body.encode() if isinstance(body, str) else body
        kind = "text/html; charset=utf-8" if path.endswith(".html") else "application/xml"
        names = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, names, data)
        return self.url(path)

    def feed(self, *entries: tuple[str, str, str], path: str = "/feed.xml", **headers: str) -> str:
        """Put an Atom feed of (path, title, time) at the path; return its address."""
        items = "".join(
            f"<entry><id>tag:{where}</id><title>{title}</title><link href='{self.url(where)}'/>"
            f"{f'<published>{when}</published>' if when else ''}</entry>"
            for where, title, when in entries
        )
        whole = f"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'>{items}</feed>"
        return self.put(path, whole, **headers)


@pytest.fixture
def site(settings) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            status, headers, body = found.pages.get(self.path, (404, {}, b""))
            if headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(server)
    settings.REPOST_HOSTS = [found.host]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def publisher(db):
    return make_person("publisher", Role.PUBLISHER)


@pytest.fixture
def source(site, publisher) -> FeedSource:
    """A feed with one document that was published three hours before NOON."""
    site.put("/9.html", PAGE)
    url = site.feed(("/9.html", TITLE, "2026-11-24T01:00:00Z"), ETag='"one"')
    return services.add_source(name="中国政府网", url=url, by=publisher, at=NOON)


@pytest.fixture
def task(source):
    services.poll(source=source, at=NOON)
    return source.tasks.select_related("source").get()
