from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Errors, digests, rules and gates; no models."""

    name = "common"
    verbose_name = "公用"
