from django.apps import AppConfig


class AuditConfig(AppConfig):
    """留痕."""

    name = "audit"
    verbose_name = "留痕"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the rules, and listen for people signing in and out."""
        from audit import receivers, rules  # noqa: F401
