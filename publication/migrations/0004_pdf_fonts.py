"""Which fonts of the standard a PDF lacks is kept with the copy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_rows_that_never_change")]

    operations = [
        migrations.AddField(
            model_name="publiccopy",
            name="pdf_fonts",
            field=models.JSONField(blank=True, default=list, verbose_name="PDF 缺少的字体"),
        ),
    ]
