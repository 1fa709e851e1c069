"""Pages of a list over a table of any size: counting ends somewhere; keys are found before rows."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

DEEPEST = 10_000  # rows that can be paged through; beyond, a filter helps


class BoundedPaginator(Paginator[Any]):
    """Pages of the first DEEPEST rows of an ordered queryset; `shown` loads what a row shows, for one page's rows.

    Joins for rows that are only skipped, and a count of millions, cost more than all the rest of a page. `known` is how
    many rows there are, where the page has counted them already.
    """

    def __init__(
        self,
        found: QuerySet[Any],
        per_page: int,
        shown: Callable[[QuerySet[Any]], QuerySet[Any]] = QuerySet.all,
        known: int | None = None,
    ) -> None:
        super().__init__(found, per_page)
        self.found, self.shown, self.known = found, shown, known

    @cached_property
    def _counted(self) -> int:
        return self.found.order_by().values("pk")[: DEEPEST + 1].count() if self.known is None else self.known

    @cached_property
    def count(self) -> int:
        """Return how many rows can be paged through."""
        return min(self._counted, DEEPEST)

    @property
    def more(self) -> bool:
        """Test if there are more rows than can be paged through."""
        return self._counted > DEEPEST

    def page(self, number: int | str) -> Page[Any]:
        """Return a page; a row that vanished since its key was read is left out."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self._rows(first, min(first + self.per_page, self.count)), number, self)

    def _rows(self, first: int, last: int) -> list[Any]:
        keys = list(self.found.values_list("pk", flat=True)[first:last])
        rows = {row.pk: row for row in self.shown(self.found.model._base_manager.filter(pk__in=keys))}
        return [rows[key] for key in keys if key in rows]


class BoundedValues(BoundedPaginator):
    """Pages of a queryset that is read as it is: it joins nothing, or never has rows enough for that to matter."""

    def _rows(self, first: int, last: int) -> list[Any]:
        return list(self.found[first:last])
