"""What notices ask of the rooms above them (notices.house), answered."""

from collections.abc import Collection
from datetime import date

from accounts.models import User
from deadlines.selectors import calendar
from documents.choices import Status
from documents.models import Document
from documents.selectors import visible_to
from notices.house import house
from workflow.policies import identities
from workflow.readable import titles_read


def titles(user: User, documents: Collection[int], on: date) -> dict[int, str]:
    """Return those of the documents that the person may know of on the office day, each with the title that the person
    may read, "" where that is none (four queries beside who the person is)."""
    known = list(visible_to(user, on).filter(pk__in=documents))
    read = titles_read(known, user, identities(user, on)) if known else {}
    return {each.pk: read.get(each.pk, "") for each in known}


def public_titles(documents: Collection[int]) -> dict[int, str]:
    """Return the titles of those of the documents that are public (one query)."""
    return dict(Document.objects.filter(pk__in=documents, status=Status.PUBLISHED).values_list("pk", "title"))


def is_workday(day: date) -> bool:
    """Test if the day is worked by the calendar of the installation."""
    return calendar().is_workday(day)


house.titles, house.public_titles, house.is_workday = titles, public_titles, is_workday
