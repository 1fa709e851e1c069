"""The plugin that leaves out tests whose program is missing says so, and fails in CI."""

import pytest

from config.database import ROOT

pytest_plugins = ["pytester"]

SUITE = """
    import pytest

    @pytest.mark.redis
    def test_with_a_server(): ...

    @pytest.mark.redis
    def test_with_another_server(): ...

    def test_without(): ...
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """Run a small suite on a machine that has no program at all."""

    def start(ci, *arguments):
        monkeypatch.setenv("PATH", str(pytester.path))
        monkeypatch.setenv("CI", ci)
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        pytester.makepyfile(SUITE)
        return pytester.runpytest_subprocess("-p", "no:django", "-p", "tests.tools", *arguments)

    return start


def test_a_group_without_its_program_is_left_out_and_named(run):
    result = run("", "-n", "2")

    result.assert_outcomes(passed=1, skipped=2)
    result.stdout.fnmatch_lines(["*未运行的测试组*", "缺少程序：Redis*：2 项未运行"])


def test_in_ci_a_missing_program_is_a_failure(run):
    result = run("true")

    result.assert_outcomes(passed=1, errors=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
