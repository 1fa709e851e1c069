"""Figures that took long are kept for five minutes: of a million documents many people ask for them at once.

In a house whose figures come at once nothing is kept, so there they are always those of this moment.
"""

import hashlib
import time
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches

from oversight.statistics import measuring
from oversight.statistics.figures import DEFINITION, Figures
from oversight.statistics.measuring import Scope
from oversight.statistics.periods import Period

LONG, KEPT = 0.5, 300  # seconds: what took longer than this is kept for so long


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures, and the moment of which they are."""

    figures: Figures
    at: datetime


def figures(scope: Scope, trend: Period, *, at: datetime) -> Counted:
    """Return the figures of scope and trend; where counting takes long, those of at most five minutes ago."""
    key = hashlib.sha256(repr((DEFINITION, scope, trend)).encode()).hexdigest()
    kept: Counted | None = caches["figures"].get(key)
    if kept is not None:
        return kept
    begun = time.perf_counter()
    counted = Counted(measuring.figures(scope, trend), at)
    if time.perf_counter() - begun > LONG:
        caches["figures"].set(key, counted, KEPT)
    return counted
