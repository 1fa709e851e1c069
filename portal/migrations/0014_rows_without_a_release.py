"""The office's list of what no release stands behind finds its newest rows at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0013_page_changes")]

    operations = [
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                fields=["-published_at", "-id"],
                condition=models.Q(state="live", origin__in=["register", "joint", "repost"]),
                name="published_otherwise",
            ),
        ),
    ]
