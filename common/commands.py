"""What management commands share: a foreseen refusal ends a command with its sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import OperationalError

from common.errors import DomainError
from common.middleware import refusal_of


@contextmanager
def refusals_end_it(about: str = "") -> Iterator[None]:
    """Turn a refusal inside the block into CommandError; `about` stands before its sentence."""
    try:
        yield
    except (DomainError, OperationalError) as error:
        known = refusal_of(error)
        if known is None:
            raise
        raise CommandError(f"{about}{known}") from error
