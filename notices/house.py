"""What notices ask of the rooms above them: titles that a person may read, and which days are worked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from accounts.models import User


def _no_titles(user: User, documents: Collection[int], on: date) -> dict[int, str]:
    return {}


def _weekdays(day: date) -> bool:
    return day.weekday() < 5  # noqa: PLR2004


@dataclass(slots=True)
class House:
    """`titles` returns those documents that the person may know of, with the titles that the person may read ("" where
    that is none); `public_titles` what everybody may.

    Titles are asked for when they are shown and never stored with a notice: a right may be lost, a text erased.
    """

    titles: Callable[[User, Collection[int], date], dict[int, str]] = _no_titles
    public_titles: Callable[[Collection[int]], dict[int, str]] = lambda documents: {}
    is_workday: Callable[[date], bool] = _weekdays


house = House()
