"""Pytest plugin, loaded before Django reads its settings: tests run on a real PostgreSQL."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")  # before config.celery names another

from config import database

database.ensure("postgres-test")
