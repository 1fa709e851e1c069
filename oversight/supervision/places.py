"""How many cards wait for a person, beside their place in the navigation."""

from accounts.models import User
from oversight.supervision.selectors import to_answer, to_rule
from workflow.context import counts
from workflow.policies import Identity


@counts("oversight:incidents")
@counts("oversight:supervision")
def waiting(user: User, found: list[Identity]) -> int:
    """Return how many cards wait for the person's explanation, and how many for the person's ruling."""
    own = found[0]
    return to_answer(own).count() + to_rule(own).count()
