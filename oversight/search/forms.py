"""What is searched for, as it stands in the address; a wrong filter is ignored, words that cannot be are refused."""

from django import forms

from documents.choices import Attribute, Genre, Stage, Status
from oversight.search.finding import FACETS, Asked
from portal import words
from review.choices import Desk
from workflow.forms.lists import ListFilter

LONGEST = 100
LIGHTS = (("red", "红灯：已超期"), ("yellow", "黄灯：临近"), ("green", "绿灯：未到期"))
LABELS = {
    "status": "状态", "attribute": "公开属性", "genre": "文种", "office": "拟稿单位", "year": "起草年份",
    "stage": "五公开", "desk": "现环节", "light": "时限",
}  # fmt: skip
WORDS = {
    "status": dict(Status.choices),
    "attribute": dict(Attribute.choices),
    "genre": dict(Genre.choices),
    "stage": dict(Stage.choices),
    "desk": dict(Desk.choices),
    "light": dict(LIGHTS),
}


class SearchForm(ListFilter):
    """Words, filters, and the document before which the page begins."""

    q = forms.CharField(label="查找", max_length=LONGEST)
    status = forms.ChoiceField(choices=Status.choices)
    attribute = forms.ChoiceField(choices=Attribute.choices)
    genre = forms.ChoiceField(choices=Genre.choices)
    office = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    year = forms.IntegerField(min_value=1900, max_value=2999)
    stage = forms.ChoiceField(choices=Stage.choices)
    desk = forms.ChoiceField(choices=Desk.choices)
    light = forms.ChoiceField(choices=LIGHTS)
    before = forms.IntegerField(min_value=1, max_value=2**62)

    def asked(self) -> Asked:
        """Return the question; its words are none where what was typed cannot be searched for."""
        wanted = self.wanted()
        filters = {name: str(wanted[name]) for name in FACETS if name in wanted}
        return Asked(tuple(words.words_of(wanted.get("q", ""))), filters)

    def trouble(self) -> str:
        """Return in a sentence why the words cannot be searched for, "" when they can."""
        self.is_valid()
        if "q" not in self.errors:
            return ""
        return f"搜索词不能用：最多 {LONGEST} 字，不能有控制字符。没有用来搜索。"
