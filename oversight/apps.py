from django.apps import AppConfig


class OversightConfig(AppConfig):
    """监督."""

    name = "oversight"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs, tasks and what waits beside the places of the navigation."""
        from oversight.search import tasks as search_tasks
        from oversight.selfcheck import places, rules, selectors
        from oversight.selfcheck import verbs as selfcheck_verbs
        from oversight.statistics import tasks, verbs

        del search_tasks, places, rules, selectors, selfcheck_verbs, tasks, verbs
