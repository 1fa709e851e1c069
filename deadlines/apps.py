from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """时限."""

    name = "deadlines"
    verbose_name = "时限"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the verbs of the journal and the rules."""
        from deadlines import rules, verbs  # noqa: F401
