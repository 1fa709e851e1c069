"""Each annual report (政府信息公开工作年度报告) has a page of its own, written and approved as the others are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0034_readings_end_alone")]

    operations = [
        migrations.RemoveConstraint(model_name="columnversion", name="column_version_kind_known"),
        migrations.AlterField(
            model_name="columnversion", name="kind", field=models.CharField(max_length=11, verbose_name="栏目")
        ),
        migrations.AddConstraint(
            model_name="columnversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["guide", "system", "proactive", "annual", "request"]),
                    ("kind__regex", "^annual-20[0-9]{2}$"),
                    _connector="OR",
                ),
                name="column_version_kind_known",
            ),
        ),
    ]
