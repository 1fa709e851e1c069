from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """公开发布."""

    name = "publication"
    verbose_name = "公开发布"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and effects."""
        from publication import (  # noqa: F401
            checks,
            clocks,
            report_rules,
            rights,
            rules,
            schedules,
            selectors,
            supplies,
            tag_rules,
            tagging,
            verbs,
        )
        from publication.items import verbs as item_verbs  # noqa: F401
        from publication.reposting import rules as repost_rules  # noqa: F401
        from publication.reposting import tasks as repost_tasks  # noqa: F401
        from publication.reposting import verbs as repost_verbs  # noqa: F401
        from publication.services import deliveries, preparing, proof, typesetting  # noqa: F401
