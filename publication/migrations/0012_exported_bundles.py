"""What was exported for the portal on another network; a row never changes and never vanishes."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

FORWARD = """
create function publication_bundle_stays() returns trigger language plpgsql as $$
begin
    raise exception '导出公开内容包的记录不得更改或删除' using errcode = 'integrity_constraint_violation';
end $$;
create trigger exported_bundle_stays before update or delete on publication_exportedbundle
    for each row execute function publication_bundle_stays();
"""

REVERSE = """
drop trigger exported_bundle_stays on publication_exportedbundle;
drop function publication_bundle_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0011_portal_agrees")]

    operations = [
        migrations.CreateModel(
            name="ExportedBundle",
            fields=[
                ("serial", models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="编号")),
                ("sm3", models.CharField(max_length=64, verbose_name="清单 SM3")),
                ("sha256", models.CharField(max_length=64, verbose_name="清单 SHA-256")),
                ("key", models.CharField(max_length=16, verbose_name="签名密钥")),
                ("since", models.BigIntegerField(verbose_name="变动起号")),
                ("upto", models.BigIntegerField(verbose_name="变动止号")),
                ("count", models.PositiveIntegerField(verbose_name="项数")),
                ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
                ("tables", models.JSONField(default=dict, verbose_name="整表摘要")),
                ("exported_at", models.DateTimeField(verbose_name="导出时间")),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next",
                        to="publication.exportedbundle",
                        verbose_name="所接的包",
                    ),
                ),
            ],
            options={
                "verbose_name": "已导出的公开内容包",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(serial__gte=1, since__gte=0, upto__gte=F("since"), count__gte=1)
                        & (Q(previous__isnull=True, since=0) | Q(previous__lt=F("serial"))),
                        name="exported_bundle_follows",
                    ),
                    models.CheckConstraint(
                        condition=Q(sm3__regex="^[0-9a-f]{64}$", sha256__regex="^[0-9a-f]{64}$"),
                        name="exported_bundle_is_identified",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
