"""What was told has the name of that; a rung is what a clock comes to (deadlines)."""

from django.db import migrations, models

FORWARD = "alter trigger notices_keep_rung on notices_told rename to notices_keep_told"
REVERSE = "alter trigger notices_keep_told on notices_told rename to notices_keep_rung"


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_group_robots")]

    operations = [
        migrations.RemoveConstraint(model_name="rung", name="rung_once"),
        migrations.RenameModel(old_name="Rung", new_name="Told"),
        migrations.AlterModelOptions(name="told", options={"verbose_name": "已告知的事项"}),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="told_once"),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
