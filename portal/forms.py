"""The filters of a list, as they stand in its address; a wrong value is ignored."""

from django.forms import CharField, ChoiceField, IntegerField

from common.forms import FilterForm
from documents.choices import Genre, Stage, Topic


class ListForm(FilterForm):
    """What a reader may ask for."""

    q = CharField(label="搜索", max_length=100)
    topic = ChoiceField(label="主题", choices=Topic.choices)
    genre = ChoiceField(label="文种", choices=Genre.choices)
    stage = ChoiceField(label="五公开", choices=Stage.choices)
    year = IntegerField(label="年份", min_value=1900, max_value=2999)
    body = CharField(label="发文机关", max_length=100)
