"""Which side of the gap this process is on: SITE=portal is the public portal alone, on a machine of its own.

Unset, one process is both office and portal. Nothing here imports Django: it is asked before the settings.
"""

import os

PORTAL = "portal"
OWNER = "DATABASE_WRITE_URL"  # who may write the published tables; the web process does not know it
READER = "DATABASE_URL"


def is_portal() -> bool:
    """Test if this installation is the portal alone."""
    return os.environ.get("SITE", "") == PORTAL


def settings_of_commands() -> str:
    """Return the settings that manage.py and `make run` use when none are named."""
    return "config.settings.portal_run" if is_portal() else "config.settings.dev"


def settings_of_web() -> str:
    """Return the settings that a real installation serves with when none are named."""
    return "config.settings.portal" if is_portal() else "config.settings.prod"


def work_as_owner() -> None:
    """Let a command of the portal's administrator work as the owner of the tables."""
    if is_portal() and OWNER in os.environ:
        os.environ[READER] = os.environ[OWNER]
