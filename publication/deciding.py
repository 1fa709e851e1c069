"""What one person proposed and another decides on, once: pages of the column, the catalogue, rows of the portal."""

from datetime import datetime
from typing import Any, Protocol

from accounts.models import User
from common.clock import office_text
from publication.choices import ProposalState
from publication.errors import EndingClosed


class Proposed(Protocol):
    """A row with a state of ProposalState, and who decided when and in which words."""

    state: Any
    note: Any
    decided_by: Any
    decided_at: Any

    def get_state_display(self) -> str:
        """Return the state in words."""

    def save(self, *, update_fields: list[str]) -> None:
        """Write these columns."""


def require_open(row: Proposed, *, by: User, at: datetime) -> None:
    """Raise EndingClosed for what was decided already: by whom and when.

    `by` and `at` say who proposed it and when; that is said of a page that stood before two people were asked.
    """
    if row.state != ProposalState.OPEN:
        who, when = row.decided_by or by, row.decided_at or at
        raise EndingClosed(what=row.get_state_display(), who=who.full_name, when=office_text(when))


def decide(row: Proposed, state: ProposalState, words: str, by: User, at: datetime) -> None:
    """Write the decision; `words` are the reason of a refusal."""
    row.state, row.note, row.decided_by, row.decided_at = state, words, by, at
    row.save(update_fields=["state", "note", "decided_by", "decided_at"])
