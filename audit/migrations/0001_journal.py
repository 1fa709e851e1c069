import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "chain",
                    models.CharField(max_length=80, primary_key=True, serialize=False, verbose_name="链"),
                ),
                ("serial", models.IntegerField(verbose_name="末条序号")),
                ("hash", models.CharField(max_length=64, verbose_name="末条摘要")),
            ],
            options={
                "verbose_name": "留痕链首",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("serial__gte", 0)), name="chainhead_serial_counts_up")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("chain", models.CharField(max_length=80, verbose_name="链")),
                ("serial", models.IntegerField(verbose_name="序号")),
                ("verb", models.CharField(max_length=80, verbose_name="事项")),
                ("facts", models.JSONField(verbose_name="要素")),
                ("by_id", models.BigIntegerField(null=True, verbose_name="办理人编号")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="办理人")),
                ("on_behalf_of_id", models.BigIntegerField(null=True, verbose_name="委托人编号")),
                ("on_behalf_of_name", models.CharField(blank=True, max_length=150, verbose_name="委托人")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("act_id", models.UUIDField(verbose_name="操作编号")),
                ("previous", models.CharField(max_length=64, verbose_name="前条摘要")),
                ("hash", models.CharField(max_length=64, verbose_name="本条摘要")),
            ],
            options={
                "verbose_name": "留痕",
                "indexes": [
                    models.Index(fields=["at", "id"], name="entry_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "serial"), name="entry_once_in_its_chain"),
                    models.CheckConstraint(condition=models.Q(("serial__gte", 1)), name="entry_serial_counts_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_behalf_of_id__isnull", True), ("by_id__isnull", False), _connector="OR"
                        ),
                        name="entry_acts_for_somebody_only_as_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("serial", models.IntegerField(primary_key=True, serialize=False, verbose_name="序号")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("heads", models.IntegerField(verbose_name="链数")),
                ("digest", models.CharField(max_length=64, verbose_name="链首摘要")),
                ("previous", models.CharField(max_length=64, verbose_name="前次摘要")),
                ("hash", models.CharField(max_length=64, verbose_name="本次摘要")),
            ],
            options={
                "verbose_name": "封存",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("serial__gte", 1)), name="seal_serial_counts_from_one"),
                    models.CheckConstraint(condition=models.Q(("heads__gte", 1)), name="seal_covers_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("chain", models.CharField(max_length=80, verbose_name="链")),
                ("serial", models.IntegerField(verbose_name="末条序号")),
                ("hash", models.CharField(max_length=64, verbose_name="末条摘要")),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="audit.seal",
                        verbose_name="封存",
                    ),
                ),
            ],
            options={
                "verbose_name": "封存的链首",
                "constraints": [models.UniqueConstraint(fields=("chain", "serial"), name="sealline_once")],
            },
        ),
    ]
