"""The filters of the list page as parameters of the interface: the same names, values and limits (ListForm)."""

from typing import Annotated, Any, Literal

from django import forms
from ninja import Schema
from pydantic import Field, create_model

from portal.forms import ListForm

NO_CONTROL = "^[^\\x00-\\x1f\\x7f]*$"  # what a form of Django takes, and no line breaks


def _no_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def _type_of(field: forms.Field) -> Any:
    """Return the type of a form field as a parameter."""
    if isinstance(field, forms.ChoiceField):
        codes = tuple(str(code) for code, _ in field.choices if code)  # type: ignore[union-attr, misc]
        return Literal[codes]
    if isinstance(field, forms.IntegerField):
        limits: dict[str, Any] = {"ge": field.min_value, "le": field.max_value}
        return Annotated[int, Field(**limits)]
    return Annotated[str, Field(max_length=getattr(field, "max_length", None), pattern=NO_CONTROL)]


def _parameter(field: forms.Field) -> tuple[Any, Any]:
    described = Field(None, description=str(field.label), json_schema_extra=_no_default)
    return _type_of(field), described


_parameters: dict[str, Any] = {
    name: _parameter(field)
    for name, field in ListForm().fields.items()
    if name != "sort"  # a cursor goes one way
}
Filters: Any = create_model("Filters", __base__=Schema, **_parameters)


def cleaned(filters: Schema) -> ListForm:
    """Return the bound form of the list page with these values."""
    form = ListForm({name: value for name, value in filters.model_dump().items() if value is not None})
    form.is_valid()
    return form
