"""开放数据集: what is typed when the aggregation is reviewed, and when an open set is closed."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from common.forms import RuledForm
from portal.choices import Dataset
from review.dataset_rules import OPEN_DATASET
from workflow.forms.dictionary import LONGEST_NOTE, ListDecisionForm, day_field
from workflow.forms.endings import text_area

END = "end"
WHY_ENDED = "停止开放的原因"
A_YEAR = 365  # days that the form offers
SCOPE = "公开目录的著录项（索引号、名称、发文字号、发文机关、分类、内容概述、日期、有效性、校验值），不含正文"


class DatasetForm(RuledForm):
    """汇聚审查: scope, risks, last day."""

    acts: ClassVar[tuple[str, ...]] = (OPEN_DATASET,)
    bases: ClassVar[dict[str, str]] = {
        "scope": "批准后随数据集原样公布。",
        "valid_until": "期满自动停止开放。",
    }
    dataset = forms.ChoiceField(label="数据集", choices=Dataset.choices)
    scope = text_area("开放范围", 2, LONGEST_NOTE)
    risks = text_area(
        "汇聚风险分析",
        7,
        2000,
        help_text="逐件可以公开的，汇聚以后能否推知人员、机构设置、工作规律、敏感事项；拟采取的措施。不要写入涉密内容。",
    )
    valid_until = day_field("有效期至")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        offered = {"scope": SCOPE, "valid_until": date.fromordinal(today.toordinal() + A_YEAR)}
        super().__init__(*args, initial=offered, **kwargs)


class DatasetDecisionForm(ListDecisionForm):
    """批准、不批准、收回、停止开放: words are needed for a refusal and for closing."""

    def __init__(self, *args: Any, act: str = "", **kwargs: Any) -> None:
        super().__init__(*args, act=act, **kwargs)
        if act == END:
            self.fields["why"].required = True
            self.fields["why"].label = WHY_ENDED
