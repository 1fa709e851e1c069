from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """审查会签."""

    name = "review"
    verbose_name = "审查会签"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and jobs."""
        from review import findings, rules, selectors, verbs

        del findings, rules, selectors, verbs
