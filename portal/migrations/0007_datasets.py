"""开放数据集: which sets the public may take as a whole (R20)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0006_relations_and_columns"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedDataset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        choices=[("documents", "主动公开公文目录")], max_length=20, unique=True, verbose_name="数据集"
                    ),
                ),
                ("approved_on", models.DateField(verbose_name="同意日期")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("note", models.CharField(max_length=500, verbose_name="开放范围")),
            ],
            options={
                "verbose_name": "开放数据集",
            },
        ),
        migrations.AddConstraint(
            model_name="publisheddataset",
            constraint=models.CheckConstraint(condition=models.Q(("name__in", ["documents"])), name="dataset_known"),
        ),
        migrations.AddConstraint(
            model_name="publisheddataset",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("approved_on"))), name="dataset_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="publisheddataset",
            constraint=models.CheckConstraint(
                condition=models.Q(("note__regex", "\\S")), name="dataset_says_its_scope"
            ),
        ),
    ]
