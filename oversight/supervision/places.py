"""Which cards wait for a person, counted beside their place in the navigation."""

from accounts.models import User
from common.composed import Composed
from oversight.supervision.selectors import to_answer, to_rule
from workflow.context import Waiting, counts
from workflow.policies import Identity


@counts("oversight:incidents")
@counts("oversight:supervision")
def waiting(user: User, found: list[Identity]) -> Waiting:
    """Return the cards that wait for the person's explanation, and those for the person's ruling."""
    own = found[0]
    return [Composed(to_answer, own), Composed(to_rule, own)]
