"""Which agency leads a joint document (R24), and who made the document that is forwarded (R23)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0011_catalogue_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="forwarded_from",
            field=models.CharField(blank=True, max_length=100, verbose_name="所转发文件的制作机关"),
        ),
        migrations.AddField(
            model_name="document",
            name="led_by",
            field=models.CharField(blank=True, max_length=100, verbose_name="牵头机关（由其公开）"),
        ),
    ]
