"""A real installation: every value that matters must be given; a missing one stops the start."""

from config.settings.base import *  # noqa: F403

SECRET_KEY = env.secret("SECRET_KEY")  # noqa: F405
DATABASES = {"default": settings_of(env.text("DATABASE_URL"))}  # noqa: F405
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", env.text("ALLOWED_HOSTS"))  # noqa: F405
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")  # noqa: F405
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
