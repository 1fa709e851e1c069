"""A real installation: every value that matters must be given; a missing one stops the start."""

from config import env
from config.database import settings_of
from config.settings.base import *  # noqa: F403

SECRET_KEY = env.secret("SECRET_KEY")
DATABASES = {"default": settings_of(env.text("DATABASE_URL"))}
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", env.text("ALLOWED_HOSTS"))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
