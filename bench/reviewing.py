"""The reviewers' workbench over a document of 300 pages with a finding on each: seconds of the server for each page."""

import statistics
import time

from django.test import Client

from bench.engines import Mingfa
from review.choices import Desk

PAGES, LINES = 300, 10  # a page of 28 lines of 22 characters, in paragraphs of 60
LINE = (
    "（{}）为了做好有关工作，现将有关事项通知如下，请各单位认真贯彻执行，"
    "并将执行情况、存在问题和改进建议按规定的时限一并报送。"
)


def reviewing(rounds: int = 5) -> dict[str, float]:
    """Return the median seconds of the workbench and of the desk's own page, and how large the document is."""
    road = Mingfa().road
    lines = [LINE.format(number) for number in range(PAGES * LINES)]
    lines[::LINES] = [f"经办人手机1381234{page:04d}。" + lines[page * LINES] for page in range(PAGES)]
    document = road.draft(*lines)
    road.submit(document)
    road.walk(document, until=Desk.CONFIDENTIALITY_OFFICER)
    task = road.task(document, Desk.CONFIDENTIALITY_OFFICER)
    client = Client()
    client.force_login(road.someone(task), backend="accounts.backends.PersonBackend")
    return {
        "pages": PAGES,
        "characters": sum(map(len, lines)),
        "workbench_seconds": _seconds(client, f"/tasks/{task.pk}/findings/", rounds),
        "desk_seconds": _seconds(client, f"/tasks/{task.pk}/", rounds),
    }


def _seconds(client: Client, address: str, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.status_code
    return statistics.median(times)
