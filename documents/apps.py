from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """公文."""

    name = "documents"
    verbose_name = "公文"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, facts, verbs and jobs."""
        from documents import facts_builders, verbs

        del facts_builders, verbs
