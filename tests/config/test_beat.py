"""What the clock wakes is known to the worker, and does not pile up behind a busy one."""

from django.conf import settings

from config.celery import app


def test_every_entry_names_a_task_of_the_worker_and_none_outlives_its_turn():
    app.loader.import_default_modules()

    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["task"] in app.tasks
        assert name == "journal-seal" or entry["options"]["expires"] <= entry["schedule"]
