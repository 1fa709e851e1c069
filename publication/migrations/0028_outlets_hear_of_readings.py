"""Outlets are told of interpretations that follow a release, of each one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0027_conditional_is_no_answer")]

    operations = [
        migrations.RemoveConstraint(model_name="delivery", name="delivery_once"),
        migrations.RemoveConstraint(model_name="delivery", name="delivery_event_known"),
        migrations.AlterField(
            model_name="delivery",
            name="event",
            field=models.CharField(
                choices=[
                    ("release", "公开发布"),
                    ("correct", "更正"),
                    ("retract", "撤下"),
                    ("validity", "有效性变动"),
                    ("reading", "后续解读"),
                ],
                max_length=10,
                verbose_name="事项",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event__in", ("validity", "reading")), _negated=True),
                fields=("release", "event", "outlet"),
                name="delivery_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("event__in", ["release", "correct", "retract", "validity", "reading"])),
                name="delivery_event_known",
            ),
        ),
    ]
