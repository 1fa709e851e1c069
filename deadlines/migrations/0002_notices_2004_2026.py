"""Enter the holiday notices that are known today; later ones come by `manage.py import_holidays`."""

from django.db import migrations

from deadlines.migrations._notices_2004_2026 import NOTICES
from deadlines.notice import parse


def enter(apps, schema_editor):
    year_model = apps.get_model("deadlines", "CalendarYear")
    day_model = apps.get_model("deadlines", "CalendarDay")
    for year, days in parse(NOTICES).items():
        year_model.objects.create(year=year, status="official", version=1)
        day_model.objects.bulk_create(
            day_model(day=each.day, notice_id=year, is_workday=each.is_workday, name=each.name) for each in days
        )


def clear(apps, schema_editor):
    apps.get_model("deadlines", "CalendarDay").objects.all().delete()
    apps.get_model("deadlines", "CalendarYear").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_calendar")]
    operations = [migrations.RunPython(enter, clear)]
