"""Which fonts of the standard a PDF lacks is kept with the copy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0005_endings_are_approved_by_another")]

    operations = [
        migrations.AddField(
            model_name="publiccopy",
            name="pdf_fonts",
            field=models.JSONField(blank=True, default=list, verbose_name="PDF 缺少的字体"),
        ),
    ]
