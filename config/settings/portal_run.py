"""SITE=portal make run: the portal alone on one machine, over the embedded database and plain HTTP."""

import os

os.environ.setdefault("ALLOWED_HOSTS", "*")

from config.settings.portal import *  # noqa: F403

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = False  # make run collects, as a real installation does
WHITENOISE_AUTOREFRESH = False
