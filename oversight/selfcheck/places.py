"""How much of a self-check waits for a person, beside its place in the navigation."""

from accounts.models import User
from accounts.roles import Role
from oversight.selfcheck.policies import MAKERS
from oversight.selfcheck.selectors import unconfirmed_in, unjudged_by
from workflow.context import counts
from workflow.policies import Identity


@counts("oversight:selfchecks")
def waiting(user: User, found: list[Identity]) -> int:
    """Return how many documents wait for a verdict of the person, or for the person's confirmation."""
    own, waits = found[0], 0
    if own.roles & set(MAKERS):
        waits += unjudged_by(own).count()
    if Role.DISCLOSURE_OFFICER in own.roles:
        waits += unconfirmed_in(own.paths, user.pk).count()
    return waits
