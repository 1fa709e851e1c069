"""Who acts in a run of the flow, in whose place, when."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (None: the system itself), the person acted for, and the moment (aware, UTC)."""

    by: User | None
    on_behalf_of: User | None
    at: datetime
