from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """提醒."""

    name = "notices"
    verbose_name = "提醒"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the verbs of the journal and the effects."""
        from notices import verbs
        from notices.services import gathering, sending

        del gathering, sending, verbs
