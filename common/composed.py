"""Lists that are composed once for everybody who sees the same (ADR 0051).

`Composed(selectors.to_do, user, found)` stands for the queryset that the function returns. Whoever asks first composes
its statement; after that it is only run, as long as the arguments have the same shape. Kept are the text, its
parameters and how a row becomes an object (common.prepared), of the KEPT lists asked for last; never a row. A right
that was given or taken away is another shape, and identities are asked afresh for every request.

So each function is one of a module, asks the database nothing while it composes, and its text depends on nothing but
the shapes of its arguments: an object says by `shape` what of it a statement may use. What changes with every request
(a moment, the keys of a page) is a Slot there and a named value here.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, datetime
from types import FunctionType
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from common.prepared import Slot, Statement

V = TypeVar("V")
W = TypeVar("W")
KEPT = 512  # some 10 KiB each
PLAIN = (str, int, date, frozenset, type, type(None))
_kept: OrderedDict[Hashable, "Statement[Any] | None"] = OrderedDict()
_missing: Any = object()


class Composed(Generic[V]):
    """The list that `compose` returns for these arguments; `values` are those of its slots."""

    def __init__(self, compose: Callable[..., QuerySet[Any, V]], /, *given: Any, **values: Any) -> None:
        self._steps: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = ((compose, given),)
        self._values = values

    def then(self, step: Callable[..., QuerySet[Any, W]], /, *given: Any, **values: Any) -> "Composed[W]":
        """Return the list that the next function makes of this one."""
        further: Composed[W] = Composed(step, *given, **self._values, **values)
        further._steps = (*self._steps, *further._steps)
        return further

    def __iter__(self) -> Iterator[V]:
        return iter(self.rows())

    def rows(self, first: int | None = None, last: int | None = None) -> list[V]:
        """Return the rows as they are now, in one statement; of an unsliced list also those from `first` to `last`."""
        window = "" if first is None or last is None else f" limit {last - first} offset {first}"
        statement = self._statement()
        return [] if statement is None else statement.run(self._values, window)

    @property
    def model(self) -> type[Model]:
        """Return of which model the rows are."""
        statement = self._statement()
        assert statement is not None  # noqa: S101  # only asked of what has rows
        return statement.model

    def queryset(self) -> QuerySet[Any, V]:
        """Return the queryset itself, composed anew, for what is not a page: only of a list without slots."""
        found: Any = None
        for step, given in self._steps:
            found = step(*given) if found is None else step(found, *given)
        return found  # type: ignore[no-any-return]

    def text(self) -> tuple[str, list[Any]] | None:
        """Return the statement with its parameters, to stand in another one; None where no row can ever fit."""
        statement = self._statement()
        return None if statement is None else (statement.sql, statement.given(self._values))

    def _statement(self) -> "Statement[V] | None":
        key = shape_of(self._steps)
        statement = _kept.pop(key, _missing)
        _kept[key] = statement = self._compose() if statement is _missing else statement
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
        return statement

    def _compose(self) -> "Statement[V] | None":
        with connection.execute_wrapper(_refuse):
            try:
                return Statement(self.queryset())
            except EmptyResultSet:
                return None


List = QuerySet[Any] | Composed[Any]


def then(found: List, step: Callable[..., QuerySet[Any]], *given: Any) -> List:
    """Return the list that a function makes of another one, composed or not."""
    return found.then(step, *given) if isinstance(found, Composed) else step(found, *given)


def window(found: List, first: int, last: int) -> list[Any]:
    """Return the rows of an unsliced list, composed or not, from `first` to before `last`; no query for none."""
    if last <= first:
        return []
    return found.rows(first, last) if isinstance(found, Composed) else list(found[first:last])


def shape_of(given: Any) -> Hashable:
    """Return what of an argument a statement may depend on.

    Raises TypeError for what does not say it: a moment, a function within another, most objects.
    """
    if isinstance(given, PLAIN) and not isinstance(given, datetime):
        return given
    if isinstance(given, FunctionType) and "<" not in given.__qualname__:
        return given
    if isinstance(given, Slot):
        return given.name
    if isinstance(given, Mapping):
        return tuple((name, shape_of(given[name])) for name in sorted(given))
    if isinstance(given, list | tuple):
        return tuple(map(shape_of, given))
    if hasattr(given, "shape"):
        return given.shape  # type: ignore[no-any-return]
    raise TypeError(f"{type(given).__name__} does not say what a statement may use of it")


def _refuse(*_: object) -> Any:
    raise RuntimeError("a list that is composed once asks nothing while it is composed")
