"""The Celery application; messages only wake, the outbox rows are the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
app = Celery("mingfa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
