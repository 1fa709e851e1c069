"""What of a self-check waits for a person, counted beside its place in the navigation."""

from accounts.models import User
from accounts.roles import Role
from common.composed import Composed
from oversight.selfcheck.policies import MAKERS
from oversight.selfcheck.selectors import unconfirmed_in, unjudged_by
from workflow.context import Waiting, counts
from workflow.policies import Identity


@counts("oversight:selfchecks")
def waiting(user: User, found: list[Identity]) -> Waiting:
    """Return the documents that wait for a verdict of the person, and those for the person's confirmation."""
    own = found[0]
    judges, confirms = own.roles & set(MAKERS), Role.DISCLOSURE_OFFICER in own.roles
    asked = [Composed(unjudged_by, own)] if judges else []
    return [*asked, Composed(unconfirmed_in, own.paths, user.pk)] if confirms else asked
