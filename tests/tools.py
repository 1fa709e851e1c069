"""Pytest plugin: tests that need a program of the machine say so by a marker.

Without the program they are skipped and named in the last lines; with CI=true its absence is a failure.
"""

import os
import shutil
from collections import Counter
from dataclasses import dataclass

import pytest

MISSING = "缺少程序："


@dataclass(frozen=True, slots=True)
class Group:
    """A marker, the program its tests need (Debian package in brackets) and the names it goes by."""

    marker: str
    label: str
    names: tuple[str, ...]

    @property
    def program(self) -> str | None:
        """Return the path of the first of the names that is installed."""
        return next((path for name in self.names if (path := shutil.which(name))), None)

    @property
    def reason(self) -> str:
        return f"{MISSING}{self.label}（标记 {self.marker}）"


GROUPS = {
    "browser": Group("browser", "Chromium [chromium]", ("chromium", "chromium-browser", "google-chrome")),
    "office": Group("office", "LibreOffice [libreoffice-writer-nogui]", ("soffice", "libreoffice")),
    "redis": Group("redis", "Redis [redis-server]", ("redis-server",)),
}


def program(marker: str) -> str:
    """Return the path of the program that tests with this marker need; the marker proves it is there."""
    path = GROUPS[marker].program
    assert path, GROUPS[marker].reason
    return path


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() == "true"


def pytest_configure(config: pytest.Config) -> None:
    for group in GROUPS.values():
        config.addinivalue_line("markers", f"{group.marker}: needs {group.label}")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests begin first, so that no process waits for the other's last one; the rest keep their order."""
    items.sort(key=lambda item: (not item.get_closest_marker("long"), not item.get_closest_marker("browser")))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for group in GROUPS.values():
        if item.get_closest_marker(group.marker) and not group.program:
            (pytest.fail if in_ci() else pytest.skip)(group.reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)]
    left_out = Counter(reason[reason.index(MISSING) :] for reason in reasons if MISSING in reason)
    if left_out:
        terminalreporter.section("未运行的测试组")
    for reason, count in sorted(left_out.items()):
        terminalreporter.line(f"{reason}：{count} 项未运行")
