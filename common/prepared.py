"""Statements that Django composes once: it spends more time on composing a read than PostgreSQL on answering it.

A prepared read gives what its queryset gives, fresh from the database at every call; what is kept is the text of the
statement and how a row becomes an object, never a row. It rests on two inner parts of Django (SQLCompiler,
RelatedPopulator); tests/common/test_prepared.py holds each kind of read against the queryset itself. For what every
human step does (ADR 0020) and every page shows; what depends on who asks is composed by common.composed.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import (
    AutoField,
    DateTimeField,
    Expression,
    Field,
    Lookup,
    Model,
    QuerySet,
    prefetch_related_objects,
    query,
)

M = TypeVar("M", bound=Model)
V = TypeVar("V")
_populators: Any = query.get_related_populators  # inner to Django, so typed by nobody


class Slot(Expression):
    """The place of a value that is known only when the statement runs: `filter(pk=Slot("id"))`."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field)  # which matters only within a sum
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stand for itself among the parameters until a call brings the value."""
        return "%s", [self]


AT = Slot("at", DateTimeField())  # the moment by which a list is asked; a span of time may be taken from it


class Among(Lookup[Any]):
    """The condition that a column has one of the values of a list: `filter(Among(F("pk"), Slot("ids")))`.

    PostgreSQL plans it as an IN with these values; the list may be empty.
    """

    lookup_name = "among"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return the comparison with an array."""
        column, given = self.process_lhs(compiler, connection)
        return f"{column} = any(%s)", [*given, self.rhs]


class Statement(Generic[V]):
    """A composed queryset: its text, its parameters, and how a row becomes what the queryset yields.

    Raises EmptyResultSet where no row can ever fit.
    """

    def __init__(self, composed: QuerySet[Any, V]) -> None:
        found: Any = composed
        compiler: Any = found.query.get_compiler(using=found.db)
        self.sql, self.parameters = compiler.as_sql()
        if compiler.has_extra_select or found._known_related_objects:
            raise ValueError("neither what is only sorted by nor objects of a related manager can be prepared")
        self.model: type[Model] = found.model
        self._converters = list(compiler.get_converters([column[0] for column in compiler.select]).items())
        self._made = _maker(found, compiler)
        self._prefetched = found._prefetch_related_lookups

    def given(self, values: dict[str, Any]) -> list[Any]:
        """Return the parameters with these values in their places."""
        return [values[each.name] if isinstance(each, Slot) else each for each in self.parameters]

    def run(self, values: dict[str, Any], tail: str = "") -> list[V]:
        """Ask the database and return what it found; `tail` is added to the text."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql + tail, self.given(values))
            rows: Iterable[Any] = cursor.fetchall()
        made = list(map(self._made, map(self._converted, rows) if self._converters else rows))
        if self._prefetched:
            prefetch_related_objects(made, *self._prefetched)
        return made

    def _converted(self, found: Sequence[Any]) -> list[Any]:
        row = list(found)
        for place, (converters, expression) in self._converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row


def _maker(found: Any, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    kind, asked = found._iterable_class, found.query
    if kind is query.ModelIterable:
        return _Maker(compiler, found.db).make
    if kind is query.FlatValuesListIterable:
        return itemgetter(0)
    if kind is query.ValuesListIterable:
        return tuple
    if kind is query.ValuesIterable:
        names = list(asked.selected or (*asked.extra_select, *asked.values_select, *asked.annotation_select))
        return lambda row: dict(zip(names, row, strict=True))
    raise ValueError("only objects, values and columns can be prepared")


class _Maker:
    """How a row becomes an object with its relations and annotations."""

    def __init__(self, compiler: Any, database: str) -> None:
        select, info = compiler.select, compiler.klass_info
        columns = info["select_fields"]
        self.database = database
        self.model: type[Model] = info["model"]
        self.start, self.end = columns[0], columns[-1] + 1
        self.names = [column[0].target.attname for column in select[self.start : self.end]]
        self.related = _populators(info, select, database)
        self.annotated = list((compiler.annotation_col_map or {}).items())

    def make(self, row: Sequence[Any]) -> Model:
        """Return the object of a row."""
        made = self.model.from_db(self.database, self.names, row[self.start : self.end])
        for each in self.related:
            each.populate(row, made)
        for name, place in self.annotated:
            setattr(made, name, row[place])
        return made


class Prepared(Generic[V]):
    """A read that is composed at its first call: `Prepared(lambda: User.objects.filter(pk=Slot("id")))(id=5)`.

    Values must be what the column takes (numbers, text, dates); each call is one statement.
    """

    def __init__(self, compose: Callable[[], QuerySet[Any, V]]) -> None:
        self._compose = compose

    @cached_property
    def _statement(self) -> Statement[V]:
        return Statement(self._compose())

    def __call__(self, **values: Any) -> list[V]:
        """Return what fits the values now."""
        return self._statement.run(values)

    def first(self, **values: Any) -> V | None:
        """Return the first that fits, None when there is none."""
        return next(iter(self(**values)), None)


@cache
def _written(model: type[Model]) -> list["Field[Any, Any]"]:
    """Return the columns that an insert names: all but a key that the database counts."""
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)]


def _column(model: type[Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else cast("Field[Any, Any]", model._meta.get_field(name))
    return str(field.column)


def insert(rows: Sequence[M], *written: str) -> None:
    """Insert new objects of one model in their order with one statement; their keys are set afterwards.

    `written` names fields that a trigger may write: the same statement reads them back. Unlike save() it
    sends no signal, and a column with a default of the database needs a value.
    """
    if not rows:
        return
    model = type(rows[0])
    fields, quote = _written(model), connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * len(rows))
    table, names = quote(model._meta.db_table), ("pk", *written)
    read = ", ".join(quote(_column(model, name)) for name in names)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} ({columns}) values {places} returning {read}", values)  # noqa: S608
        for row, found in zip(rows, cursor.fetchall(), strict=True):
            for name, value in zip(names, found, strict=True):
                setattr(row, name, value)
            row._state.adding, row._state.db = False, connection.alias


def update(row: Model, *names: str) -> None:
    """Write these fields of a stored object with one statement, as save(update_fields=…) does, without signals."""
    model, quote = type(row), connection.ops.quote_name
    fields = [cast("Field[Any, Any]", model._meta.get_field(name)) for name in names]
    places = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} set {places} where {key} = %s", [*values, row.pk])  # noqa: S608
