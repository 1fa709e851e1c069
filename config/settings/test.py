"""make test: the embedded database (tests/embedded.py starts it), no worker, cheap password hashes."""

from config import env
from config.settings.base import *  # noqa: F403

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SECOND_FACTOR_ROLES = []
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["TEST"] = {"NAME": "test_" + env.text("MINGFA_TEST_NAME", "mingfa")}  # noqa: F405
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405  # a run outlives no power cut
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CELERY_BROKER_URL = "memory://"
for _name in ("figures", "portal", "portal_documents", "portal_lists"):
    CACHES[_name] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
