"""门户条目: what is looked for, and what is typed when a row is taken down or changes its validity."""

from typing import Any

from django import forms

from common.forms import RuledForm
from portal.choices import State
from publication.listings.choices import CHANGES, KINDS, ORIGINS, READING_KINDS
from publication.services.listings import ChangeWish, EndWish
from workflow.forms.endings import ON_THE_TOMBSTONE, TakeDownForm, text_area
from workflow.forms.lists import EVERY, ListFilter
from workflow.forms.validity import day_field

LOOK = forms.TextInput(attrs={"data-search": True, "placeholder": "标题、字号或索引号", "type": "search"})
STATES = ((State.LIVE.value, "公开中"), (State.RETRACTED.value, "已撤下"))


class ListingFilter(ListFilter):
    """门户条目."""

    origin = forms.ChoiceField(label="来源", choices=[EVERY, *((each.value, each.label) for each in ORIGINS)])
    state = forms.ChoiceField(label="状态", choices=STATES)
    q = forms.CharField(label="查找", max_length=100, widget=LOOK)


class ListingEndForm(TakeDownForm):
    """提请撤下条目."""

    acts = ("propose_listing_end",)
    bases = {"explanation": ON_THE_TOMBSTONE}
    kinds = KINDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kinds=self.kinds, **kwargs)

    def wish(self) -> EndWish:
        """Return what a valid form asks for."""
        return EndWish(**self.cleaned_data)


class ReadingEndForm(ListingEndForm):
    """提请撤下解读材料: nothing follows on an interpretation."""

    kinds = READING_KINDS


class ListingChangeForm(RuledForm):
    """提请变动条目的有效性."""

    acts = ("propose_listing_change",)
    change = forms.ChoiceField(label="变动", choices=[("", "请选择"), *((each.value, each.label) for each in CHANGES)])
    effective_on = day_field("自何日起", help_text="撤销的，不论日期均视为自始无效。")
    instrument = forms.CharField(label="依据文件", max_length=100, help_text="作出决定的文件的发文字号。")
    reason = text_area("说明", 3, 1000)

    def wish(self) -> ChangeWish:
        """Return what a valid form asks for."""
        return ChangeWish(**self.cleaned_data)
