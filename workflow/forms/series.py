"""发文代字: what the General Office types."""

from typing import Any

from django import forms

from common.forms import RuledForm
from documents.models import NumberSeries


class SeriesForm(RuledForm):
    """增设、修改代字; of a series that gave a number only the use is asked."""

    code = forms.CharField(label="代字", max_length=24, help_text="如“教办厅”“教发”“教育部令”；编过号后不能更改")
    name = forms.CharField(label="用途", max_length=100, help_text="如“以教育部办公厅名义发布的下行文”")
    is_order = forms.BooleanField(
        label="令号", required=False, help_text="不编年份，跨年连续编号，如“教育部令第57号”；编过号后不能更改"
    )
    bases = {"code": "依据：《党政机关公文处理工作条例》第九条第五项（规则50）"}

    def __init__(self, *args: Any, series: NumberSeries | None, settled: bool, **kwargs: Any) -> None:
        names = self.base_fields if series else ()
        super().__init__(*args, initial={name: getattr(series, name) for name in names}, **kwargs)
        for name in ("code", "is_order"):
            self.fields[name].disabled = settled
