from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """发件箱."""

    name = "outbox"
    verbose_name = "发件箱"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the verbs of the journal."""
        from outbox import verbs  # noqa: F401
