"""How every form looks: plain Django forms, no attribute per widget, rules and legal bases beside the field.

settings: INSTALLED_APPS has "django.forms" and FORM_RENDERER = "common.forms.PageRenderer".
A form that names `acts` shows, beside each field, the checks of those acts that the field can mend;
`bases` adds plain text to a field. The markup is in templates/components/field.html.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from common.errors import DomainError
from common.gate import GateClosed
from common.rules import Rule, rules_of

EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)  # as deadlines.calendar
TOO_LONG = "最多 %(limit_value)d 字，现有 %(show_value)d 字。"
NO_CHOICE = "所选的项目不在可选范围内，请重新选择。"


class RuledField(BoundField):
    """A bound field that knows which checks of the rule book judge it."""

    @property
    def rules(self) -> list[Rule]:
        """Return the checks of the form's acts that name this field, by number, each once."""
        acts = getattr(self.form, "acts", ())
        found = {rule.name: rule for act in acts for rule in rules_of(act) if rule.field == self.name}
        return sorted(found.values(), key=lambda rule: (rule.number, rule.name))

    @property
    def basis(self) -> str:
        """Return the plain text that the form sets beside the field, or nothing."""
        return str(getattr(self.form, "bases", {}).get(self.name, ""))

    @property
    def basis_id(self) -> str:
        """Return the id of the element that holds rules and bases, or nothing when there are none."""
        return f"{self.auto_id}_basis" if self.auto_id and (self.rules or self.basis) else ""

    @property
    def aria_describedby(self) -> str | None:
        """Return what describes the field to a screen reader: help, errors and bases."""
        described: str | None = super().aria_describedby
        if described is None or self.is_hidden:
            return described
        return " ".join(part for part in (described, self.basis_id) if part)


class PageRenderer(TemplatesSetting):
    """Render forms, fields and widgets with the project's own templates."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = RuledField


class RuledForm(forms.Form):
    """A form that names the acts whose rules stand beside its fields.

    `acts` are names of acts in the rule registry; `bases` maps a field to plain text beside it.
    """

    acts: ClassVar[tuple[str, ...]] = ()
    bases: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)

    def full_clean(self) -> None:
        """Check the form; a field that came in emptied for what it bore is refused, whatever else it is.

        Such data has `marked`: the reasons by names of fields (documents.middleware.Typed).
        """
        super().full_clean()
        for sent, why in getattr(self.data, "marked", {}).items():
            name = next((each for each in self.fields if self.add_prefix(each) == sent), None)
            if name is not None:
                self.errors.pop(name, None)
                self.fields[name].widget.attrs["data-marked"] = True  # static/js/draft-keep.js forgets it
            self.add_error(name, why)

    def show_refusal(self, error: DomainError, field: str = "") -> None:
        """Show why an act was refused: each unmet condition of a gate on its own, at the field that mends it."""
        reasons = error.unmet if isinstance(error, GateClosed) else ()
        for each in reasons:
            self.add_error(each.field if each.field in self.fields else None, str(each))
        if not reasons:
            self.add_error(field if field in self.fields else None, str(error))


def speak_plainly(field: forms.Field) -> None:
    """Put plain words in the place of a library's, unless the form's author chose words."""
    if isinstance(field, forms.CharField):
        field.error_messages.setdefault("max_length", TOO_LONG)
    if getattr(field, "empty_label", None) == "---------":
        field.empty_label = "请选择"  # type: ignore[attr-defined]  # a field for one row of a table
    usual = getattr(type(field), "default_error_messages", {}).get("invalid_choice")
    if field.error_messages.get("invalid_choice") == usual:
        field.error_messages["invalid_choice"] = NO_CHOICE


class KeyedRadioSelect(forms.RadioSelect):
    """Radio buttons of which some answer to a shortcut: `keys` maps a value to its letter."""

    def __init__(self, *args: Any, keys: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return one option, with its key when it has one."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if key := self.keys.get(str(option["value"])):
            option["attrs"]["data-key"] = key
        return option


class DayField(forms.DateField):
    """A day that the office's calendar reaches; other years are slips of the pen. `since` is the earliest one."""

    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")

    def __init__(self, *, since: date = EARLIEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.since = since

    def to_python(self, value: Any) -> date | None:
        """Return the day."""
        found = super().to_python(value)
        if found is not None and not self.since <= found <= LATEST:
            raise forms.ValidationError(f"请填写{self.since.year}年至{LATEST.year}年之间的日期。", code="invalid")
        return found


class FilterForm(forms.Form):
    """A form in the address of a list: nothing is obligatory, nothing is kept, wrong values are ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.use_required_attribute = False

    @classmethod
    def read(cls, data: Mapping[str, str]) -> tuple[dict[str, Any], set[str]]:
        """Return the value of every field, None where there is none, and the names of those with wrong ones.

        No form is made, and no copy of any field: for pages that are asked for more often than a form is shown.
        """
        values, wrong = dict[str, Any](), set[str]()
        for name, field in cls.base_fields.items():
            given, values[name] = data.get(name, "").strip(), None
            try:
                values[name] = field.clean(given) if given else None
            except forms.ValidationError:
                wrong.add(name)
        return values, wrong
