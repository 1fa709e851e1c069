"""What changed last in a column is found without reading the others (feeds)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_datasets")]

    operations = [
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(fields=["topic", "-change"], name="changed_in_topic"),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(fields=["genre", "-change"], name="changed_in_genre"),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(fields=["issuing_body", "-change"], name="changed_of_body"),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("state", "retracted")), fields=["-change"], name="changed_retracted"
            ),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("stages__contains", ["decision"])), fields=["-change"], name="changed_decision"
            ),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("stages__contains", ["execution"])), fields=["-change"], name="changed_execution"
            ),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("stages__contains", ["administration"])),
                fields=["-change"],
                name="changed_administration",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("stages__contains", ["service"])), fields=["-change"], name="changed_service"
            ),
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("stages__contains", ["result"])), fields=["-change"], name="changed_result"
            ),
        ),
    ]
