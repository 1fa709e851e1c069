"""Settings of the benchmarks: those of the tests, with a bare viewflow application beside ours."""

from config.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare"]  # noqa: F405
