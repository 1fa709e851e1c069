from django.apps import AppConfig


class OversightConfig(AppConfig):
    """监督."""

    name = "oversight"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs, tasks and what waits beside the places of the navigation."""
        from oversight import erasing
        from oversight.search import tasks as search_tasks
        from oversight.selfcheck import places, rules, selectors, verbs
        from oversight.statistics import tasks
        from oversight.statistics import verbs as report_verbs
        from oversight.supervision import places as cards
        from oversight.supervision import rules as card_rules
        from oversight.supervision import selectors as card_selectors
        from oversight.supervision import verbs as card_verbs

        del erasing, search_tasks, places, rules, selectors, verbs, tasks, report_verbs
        del cards, card_rules, card_selectors, card_verbs
