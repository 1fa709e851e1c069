"""SITE=portal, a real installation: the public portal alone. No people, no session, no cookie, no office code.

The web process connects as a role that may only read (manage.py portal_role).
"""

import secrets

from config import env
from config.database import settings_of
from config.settings.shared import *  # noqa: F403
from config.settings.shared import BASE_DIR, CONTENT_SECURITY_POLICY

SECRET_KEY = env.secret("SECRET_KEY", secrets.token_urlsafe(64))  # nothing is signed with it
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", env.text("ALLOWED_HOSTS"))
DATABASES = {"default": settings_of(env.text("DATABASE_URL"))}

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "common.apps.CommonConfig",
    "portal.apps.PortalConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.RefusalMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.NoCookies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.portal_urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "portal_site", BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "portal.context.frame"],
        },
    }
]
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # no form of the portal changes anything, so there is nothing to forge

X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-ancestors"] = ["'none'"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
