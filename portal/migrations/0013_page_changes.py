"""Which pages each change touches, so that every machine drops those and keeps the others."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0012_a_page_for_each_annual_report")]

    operations = [
        migrations.CreateModel(
            name="PageChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.CharField(blank=True, max_length=100, verbose_name="索引号")),
                ("readings", models.PositiveIntegerField(default=0, verbose_name="解读份数")),
                (
                    "others",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        default=list,
                        size=None,
                        verbose_name="其他页面",
                    ),
                ),
                ("whole", models.BooleanField(default=False, verbose_name="全部页面")),
                ("at", models.DateTimeField(verbose_name="变动时间")),
            ],
            options={"verbose_name": "页面变动"},
        ),
    ]
