from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_redactions_never_change")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="sealed",
            field=models.BooleanField(default=True, verbose_name="加盖印章"),
        )
    ]
