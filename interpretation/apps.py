from django.apps import AppConfig


class InterpretationConfig(AppConfig):
    """政策解读."""

    name = "interpretation"
    verbose_name = "政策解读"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts and verbs."""
        from interpretation import rules, selectors, verbs  # noqa: F401
