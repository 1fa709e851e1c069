"""R35: the addresses of what was retracted, and the interpretations, are looked at as well."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0031_listings_end_by_two"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="livecheck",
            name="live_check_names_what_differs",
        ),
        migrations.AlterField(
            model_name="livecheck",
            name="parts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("page", "网页"),
                        ("docx", "Word 文件"),
                        ("pdf", "PDF 文件"),
                        ("html", "网页文本"),
                        ("readings", "政策解读"),
                        ("tombstone", "告示页"),
                    ],
                    max_length=10,
                ),
                default=list,
                size=None,
                verbose_name="不符之处",
            ),
        ),
        migrations.AddConstraint(
            model_name="livecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "ok"), ("parts", [])),
                    models.Q(
                        models.Q(("outcome", "ok"), _negated=True),
                        models.Q(("parts", []), _negated=True),
                        ("parts__contained_by", ["page", "docx", "pdf", "html", "readings", "tombstone"]),
                    ),
                    _connector="OR",
                ),
                name="live_check_names_what_differs",
            ),
        ),
    ]
