"""Finished documents by the hundred thousand: one real one is cloned with shifted keys, all of its rows."""

from django.apps import apps
from django.db import connection, models

STRIDE = 1000
CLONED = (
    "documents.Document", "documents.Version", "documents.DisclosureDecision", "documents.SignOff",
    "documents.DocumentNumber", "review.Opinion", "workflow.DispatchProcess", "workflow.DeskTask",
    "publication.PublicCopy", "publication.IndexNumber", "publication.Release", "audit.Entry", "audit.ChainHead",
)  # fmt: skip
SHIFTED = {"DocumentNumber": {"serial"}, "IndexNumber": {"serial"}}
TEXTS = {
    ("Entry", "chain"): "chain || '-' || k",
    ("ChainHead", "chain"): "chain || '-' || k",
    ("IndexNumber", "text"): "text || '-' || k",
}


def clone(times: int) -> None:
    """Clone every finished document `times` times; triggers and foreign keys are off meanwhile."""
    cloned = [apps.get_model(name) for name in CLONED]
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        for model in cloned:
            names, values = zip(*_columns(model, set(cloned)), strict=True)
            table = model._meta.db_table
            cursor.execute(
                f"insert into {table} ({', '.join(names)}) select {', '.join(values)}"  # noqa: S608
                f" from {table} cross join generate_series(1, %s) k",
                [times],
            )
        cursor.execute("set session_replication_role = origin")
        for model in cloned:
            _continue_sequence(cursor, model, times)
    connection.commit() if not connection.get_autocommit() else None
    _vacuum(cloned)


def _columns(model: type[models.Model], cloned: set[type[models.Model]]) -> list[tuple[str, str]]:
    return [(f'"{field.column}"', _value(model, field, cloned)) for field in model._meta.concrete_fields]


def _value(model: type[models.Model], field: models.Field, cloned: set[type[models.Model]]) -> str:
    name = f'"{field.column}"'
    if text := TEXTS.get((model.__name__, field.name)):
        return text
    related = field.related_model in cloned
    if related or (field.primary_key and isinstance(field, models.AutoField | models.BigAutoField)):
        return f"{name} + k * {STRIDE}"
    if field.primary_key and field.get_internal_type() == "BigIntegerField":
        return f"{name} + k * {STRIDE}"
    if field.name in SHIFTED.get(model.__name__, ()):
        return f"{name} + k"
    return name


def _continue_sequence(cursor: object, model: type[models.Model], times: int) -> None:
    if model._meta.pk and model._meta.pk.get_internal_type() in {"BigAutoField", "AutoField"}:
        table, pk = model._meta.db_table, model._meta.pk.column
        cursor.execute(  # type: ignore[attr-defined]
            f"select setval(pg_get_serial_sequence('{table}', '{pk}'), (select max({pk}) + {STRIDE} from {table}))"  # noqa: S608
        )


def _vacuum(cloned: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for model in cloned:
            cursor.execute(f"vacuum analyze {model._meta.db_table}")
