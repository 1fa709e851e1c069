"""What waits for a person beside the desks of the flow: orders to release that may still be changed."""

from accounts.roles import Role
from publication.models import Schedule
from publication.schedules import open_schedules
from workflow.policies import Identity

MOST = 100


def schedules_around(found: list[Identity]) -> list[Schedule]:
    """Return the orders to release that one of a person's identities may change, the next one first (one query)."""
    publishing = [each for each in found if Role.PUBLISHER in each.roles]
    if not publishing:
        return []
    paths = {path for each in publishing for path in each.paths}
    held = open_schedules().filter(document__lead_office__path__in=paths)
    return list(held.select_related("document", "set_by")[:MOST])
