"""Which bundles the portal applied; a row never changes and never vanishes, or one could be applied again."""

from django.db import migrations, models

FORWARD = """
create function portal_bundle_stays() returns trigger language plpgsql as $$
begin
    raise exception '已导入的公开内容包的记录不得更改或删除' using errcode = 'integrity_constraint_violation';
end $$;
create trigger applied_bundle_stays before update or delete on portal_appliedbundle
    for each row execute function portal_bundle_stays();
"""

REVERSE = """
drop trigger applied_bundle_stays on portal_appliedbundle;
drop function portal_bundle_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_counts_and_bytes")]

    operations = [
        migrations.CreateModel(
            name="AppliedBundle",
            fields=[
                ("serial", models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="编号")),
                ("sm3", models.CharField(max_length=64, verbose_name="清单 SM3")),
                ("sha256", models.CharField(max_length=64, verbose_name="清单 SHA-256")),
                ("key", models.CharField(max_length=16, verbose_name="签名密钥")),
                ("count", models.PositiveIntegerField(verbose_name="项数")),
                ("upto", models.BigIntegerField(verbose_name="变动止号")),
                ("until", models.DateTimeField(null=True, verbose_name="内容截至")),
                ("applied_at", models.DateTimeField(verbose_name="导入时间")),
            ],
            options={
                "verbose_name": "已导入的公开内容包",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("serial__gte", 1), ("sha256__regex", "^[0-9a-f]{64}$"), ("sm3__regex", "^[0-9a-f]{64}$")
                        ),
                        name="applied_bundle_is_identified",
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
