import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command

from audit import tasks
from audit.models import Seal


def test_the_task_seals_what_has_grown(write):
    write("document:1")

    tasks.seal_journal()
    tasks.seal_journal()

    assert [seal.heads for seal in Seal.objects.all()] == [1]


def test_the_command_prints_the_hash_that_is_to_be_kept(write, capsys):
    write("document:1")

    call_command("seal_journal")
    assert Seal.objects.get().hash in capsys.readouterr().out

    call_command("seal_journal")
    assert "没有新的留痕" in capsys.readouterr().out


@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_beat_calls_tasks_that_exist(name):
    current_app.loader.import_default_modules()

    assert settings.CELERY_BEAT_SCHEDULE[name]["task"] in current_app.tasks
