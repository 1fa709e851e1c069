from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """公文."""

    name = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"
