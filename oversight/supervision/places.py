"""How many cards wait for a person, beside their place in the navigation."""

from accounts.models import User
from oversight.supervision.policies import watches
from oversight.supervision.selectors import to_answer, to_settle
from workflow.context import counts
from workflow.policies import Identity, paths_to


@counts("oversight:supervision")
def waiting(user: User, found: list[Identity]) -> int:
    """Return how many cards wait for the person's explanation, and for the General Office those to settle."""
    own = found[0]
    return to_answer(own).count() + (to_settle(paths_to(own.path)[0]).count() if watches(own) else 0)
