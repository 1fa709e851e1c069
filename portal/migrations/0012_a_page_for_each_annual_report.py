"""Each annual report (政府信息公开工作年度报告) has a page of its own beside the page 年报."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0011_ended_readings")]

    operations = [
        migrations.RemoveConstraint(model_name="columnpage", name="column_kind_known"),
        migrations.AlterField(
            model_name="columnpage",
            name="kind",
            field=models.CharField(max_length=11, primary_key=True, serialize=False, verbose_name="栏目"),
        ),
        migrations.AddConstraint(
            model_name="columnpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["guide", "system", "proactive", "annual", "request", "cleanup"]),
                    ("kind__regex", "^annual-20[0-9]{2}$"),
                    _connector="OR",
                ),
                name="column_kind_known",
            ),
        ),
    ]
