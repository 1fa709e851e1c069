"""The filter of the audit desk."""

from datetime import date, timedelta
from typing import Any

from django import forms

from audit import verbs
from audit.selectors import Criteria
from common.forms import DayField, FilterForm

USUAL_DAYS = 7


def _verb_choices() -> list[tuple[str, str]]:
    return [("", "全部"), *((code, verbs.name(code)) for code in verbs.registered())]


class JournalFilter(FilterForm):
    """Day, person, verb and chain; a wrong value counts as none."""

    since = DayField(label="起始日")
    until = DayField(label="截止日")
    person = forms.CharField(label="姓名", max_length=150, strip=True)
    verb = forms.ChoiceField(label="事项", choices=_verb_choices)
    chain = forms.CharField(label="链", max_length=80, strip=True)

    def criteria(self, today: date) -> Criteria:
        """Return what to look for; without days the last seven, today included."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        until = given.get("until") or today
        return Criteria(
            since=min(given.get("since") or until - timedelta(days=USUAL_DAYS - 1), until),
            until=until,
            person=given.get("person", ""),
            verb=given.get("verb", ""),
            chain=given.get("chain", ""),
        )
