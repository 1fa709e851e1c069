from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公开门户."""

    name = "portal"
    verbose_name = "公开门户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take the digest of the program as it starts."""
        from portal import edition  # noqa: F401
