from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """公开发布."""

    name = "publication"
    verbose_name = "公开发布"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and effects."""
        from publication import checks, rules, selectors, verbs  # noqa: F401
        from publication.services import typesetting  # noqa: F401
