"""The results of clean-ups are a page of the statutory column."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_joint_entries")]

    operations = [
        migrations.RemoveConstraint(model_name="columnpage", name="column_kind_known"),
        migrations.AlterField(
            model_name="columnpage",
            name="kind",
            field=models.CharField(
                choices=[
                    ("guide", "政府信息公开指南"),
                    ("system", "政府信息公开制度"),
                    ("proactive", "法定主动公开内容"),
                    ("annual", "政府信息公开年报"),
                    ("request", "依申请公开"),
                    ("cleanup", "规范性文件清理结果"),
                ],
                max_length=10,
                primary_key=True,
                serialize=False,
                verbose_name="栏目",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["guide", "system", "proactive", "annual", "request", "cleanup"])),
                name="column_kind_known",
            ),
        ),
    ]
