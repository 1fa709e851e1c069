"""What a web process has loaded at its start is looked through by no later collection of garbage (ADR 0051)."""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load every view, collect once, and leave what is there out of the collections to come."""
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
