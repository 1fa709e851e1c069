"""Settings, addresses and processes of the installation."""

from config.site import is_portal

if is_portal():  # no worker there, and no module of the office
    __all__: list[str] = []
else:
    from config.celery import app as celery_app

    __all__ = ["celery_app"]
