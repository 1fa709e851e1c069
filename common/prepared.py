"""Statements that Django composes once: it spends more time on composing a read than PostgreSQL on answering it.

A prepared read gives the same objects as its queryset, fresh from the database at every call; what is kept is
the text of the statement and how a row becomes an object, never a row. No prefetching. It rests on two inner
parts of Django (SQLCompiler, RelatedPopulator); tests/common/test_prepared.py holds each kind of read against the
queryset itself. Only for what every human step (ADR 0020) and every search of the public does (ADR 0034); elsewhere
a queryset is right.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import AutoField, Expression, Field, Model, QuerySet, query

M = TypeVar("M", bound=Model)
V = TypeVar("V")
_populators: Any = query.get_related_populators  # inner to Django, so typed by nobody


class Slot(Expression):
    """The place of a value that is known only when the statement runs: `filter(pk=Slot("id"))`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stand for itself among the parameters until a call brings the value."""
        return "%s", [self]


class Slots(Slot):
    """The place of a list of values, never empty: `filter(pk__in=Slots("ids"))`."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stand for the list as one parameter."""
        return "(select unnest(%s))", [self]


class _Statement:
    """A composed statement: its text, its parameters, and what turns its values into Python's."""

    def __init__(self, found: Any) -> None:
        compiler: Any = found.query.get_compiler(using=found.db)
        self.sql, self.parameters = compiler.as_sql()
        if found._prefetch_related_lookups:
            raise ValueError("only columns and objects with their relations by select_related can be prepared")
        self.converters = list(compiler.get_converters([column[0] for column in compiler.select]).items())
        self.compiler = compiler

    def run(self, values: dict[str, Any]) -> Iterator[list[Any]]:
        """Ask the database and return the rows."""
        given = [values[each.name] if isinstance(each, Slot) else each for each in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            return map(self._converted, cursor.fetchall())

    def _converted(self, found: Sequence[Any]) -> list[Any]:
        row = list(found)
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row


class _Maker(Generic[M]):
    """How a row becomes an object with its relations."""

    def __init__(self, compiler: Any, database: str) -> None:
        select, info = compiler.select, compiler.klass_info
        columns = info["select_fields"]
        self.database = database
        self.model: type[M] = info["model"]
        self.start, self.end = columns[0], columns[-1] + 1
        self.names = [column[0].target.attname for column in select[self.start : self.end]]
        self.related = _populators(info, select, database)
        self.annotated = list(compiler.annotation_col_map.items())

    def make(self, row: list[Any]) -> M:
        """Return the object of a row."""
        made = self.model.from_db(self.database, self.names, row[self.start : self.end])
        for each in self.related:
            each.populate(row, made)
        for name, place in self.annotated:
            setattr(made, name, row[place])
        return made


class Prepared(Generic[M]):
    """A read that is composed at its first call: `Prepared(lambda: User.objects.filter(pk=Slot("id")))(id=5)`.

    Values must be what the column takes (numbers, text, dates); each call is one statement.
    """

    def __init__(self, compose: Callable[[], QuerySet[M]]) -> None:
        self._compose = compose

    @cached_property
    def _composed(self) -> tuple[_Statement, _Maker[M]]:
        found: Any = self._compose()
        if found._fields is not None:
            raise ValueError("a read of columns can be prepared by PreparedColumn")
        statement = _Statement(found)
        return statement, _Maker(statement.compiler, found.db)

    def __call__(self, **values: Any) -> list[M]:
        """Return the objects that fit the values now."""
        statement, maker = self._composed
        return list(map(maker.make, statement.run(values)))

    def first(self, **values: Any) -> M | None:
        """Return the first object that fits, None when there is none."""
        return next(iter(self(**values)), None)


class PreparedColumn(Generic[V]):
    """A read of one column, composed at its first call: the queryset ends in `values_list(name, flat=True)`."""

    def __init__(self, compose: Callable[[], QuerySet[Any, V]]) -> None:
        self._compose = compose

    @cached_property
    def _statement(self) -> _Statement:
        return _Statement(self._compose())

    def __call__(self, **values: Any) -> list[V]:
        """Return the values that fit now."""
        return [row[0] for row in self._statement.run(values)]


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
