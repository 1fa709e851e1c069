from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """提醒."""

    name = "notices"
    verbose_name = "提醒"
    default_auto_field = "django.db.models.BigAutoField"
