"""make run: one machine, the embedded database, the demonstration ministry."""

from config import env
from config.settings.base import *  # noqa: F403

DEBUG = env.flag("DEBUG", True)  # the supervisor serves with it off: own error pages, no frame locals
SECRET_KEY = env.secret("SECRET_KEY", "mingfa-demonstration-only")
ALLOWED_HOSTS = ["*"]
PASSWORD_MAX_AGE_DAYS = 0  # one known password for all accounts of the demonstration
SECOND_FACTOR_ROLES = env.words("SECOND_FACTOR_ROLES")
OUTLET_PLAIN_HTTP = env.flag("OUTLET_PLAIN_HTTP", True)
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = False  # make run collects, as a real installation does
WHITENOISE_AUTOREFRESH = False
