"""R32, R82: a conditional consent is no answer yet, so an emergency goes out past it as past a desk that kept silent."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("publication.migrations.0025_materials_are_reviewed").FORWARD.partition("create constraint")[0]
SILENT = "not (agreed is null and"
AFTER = BEFORE.replace(SILENT, "not (coalesce(agreed, 'conditional') = 'conditional' and")


class Migration(migrations.Migration):
    dependencies = [("publication", "0026_words_about_a_secret_go")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
