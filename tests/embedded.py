"""Pytest plugin, loaded before Django reads its settings: tests run on a real PostgreSQL."""

from config import database

database.ensure("postgres-test")
