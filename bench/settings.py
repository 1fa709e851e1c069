"""Settings of the benchmarks: those of the tests, with a bare viewflow application beside ours."""

from config.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare"]  # noqa: F405
for _name in ("portal", "portal_documents", "portal_lists"):
    _folder = VAR_DIR / "bench-cache" / _name  # noqa: F405
    CACHES[_name] = {  # noqa: F405
        "BACKEND": "portal.pagefiles.PageFiles",
        "LOCATION": _folder,
        "OPTIONS": {"MAX_ENTRIES": 4_000_000},
    }
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405  # a web process keeps its connection, too
