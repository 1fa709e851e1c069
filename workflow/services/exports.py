"""Taking lists out of the house: who took what, by which filter, in which form."""

from datetime import datetime

from accounts.models import User
from audit import services as audit


def note_export(*, what: str, form: str, query: str, by: User, at: datetime) -> None:
    """Journal that the person exports a list as it is filtered now; the query is that of its address."""
    facts = {"what": what, "form": form, "query": query[:500]}
    audit.record(chain="system", verb="list.exported", facts=facts, by=by, at=at)
