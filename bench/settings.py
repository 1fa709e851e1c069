"""Settings of the benchmarks: those of the tests, with a bare viewflow application beside ours."""

from config.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare"]  # noqa: F405
CACHES["portal"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
