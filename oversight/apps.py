from django.apps import AppConfig


class OversightConfig(AppConfig):
    """监督."""

    name = "oversight"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register verbs and tasks."""
        from oversight.search import tasks as search_tasks  # noqa: F401
        from oversight.statistics import tasks, verbs  # noqa: F401
