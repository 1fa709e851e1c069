from django.apps import AppConfig


class OversightConfig(AppConfig):
    """监督."""

    name = "oversight"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and what waits beside the places of the navigation."""
        from oversight.selfcheck import places, rules, selectors, verbs

        del places, rules, selectors, verbs
