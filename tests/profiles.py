"""Pytest plugin: how long hypothesis looks. `--hypothesis-profile=deep` looks longer, each time elsewhere.

"fixed" is what `make test` runs: the same examples each time, so that a red run is the fault of the change.
"""

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "fixed", max_examples=50, derandomize=True, deadline=None, database=None, stateful_step_count=35
)
settings.register_profile(
    "deep", max_examples=4000, deadline=None, stateful_step_count=60, suppress_health_check=SLOW, print_blob=True
)
settings.load_profile("fixed")


def histories() -> settings:
    """Return the settings for stateful tests: one history costs as much as many plain examples."""
    base = settings.default
    return settings(base, max_examples=max(base.max_examples // 5, 1), suppress_health_check=SLOW)
