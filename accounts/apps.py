from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """人员与机构."""

    name = "accounts"
    verbose_name = "人员与机构"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the verbs of the journal, the rules and the checks of the settings."""
        from accounts import checks, rules, verbs  # noqa: F401
