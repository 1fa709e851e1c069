"""Plain forms look right and say which rules judge their fields."""

import html
import re
from dataclasses import dataclass

import pytest
from django import forms

from common import rules
from common.forms import EARLIEST, LATEST, DayField, FilterForm, KeyedRadioSelect, RuledForm
from common.gate import GateClosed, Unmet
from deadlines.calendar import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True)
class Nothing:
    """No facts: the form only shows the rule."""


@pytest.fixture
def ruled(monkeypatch):
    monkeypatch.setattr(rules, "_rules", {})
    rules.rule(901, basis="条例第一条", sentence="标题须有文种", facts=Nothing, acts=["send"], field="title")(
        lambda _: True
    )


KINDS = [("a", "函"), ("b", "通知")]


class Letter(RuledForm):
    acts = ("send",)
    bases = {"body": "正文不得含密级标志"}
    title = forms.CharField(label="标题", help_text="与正文一致")
    body = forms.CharField(label="正文", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="文种", choices=KINDS, widget=forms.RadioSelect, required=False)
    sure = forms.BooleanField(label="已核对", required=False)


def tags(page: str, name: str) -> list[str]:
    return re.findall(rf"<{name}\b[^>]*>", page)


def test_a_field_shows_the_rule_and_legal_basis_that_judge_it(ruled):
    page = str(Letter())

    assert "标题须有文种" in page
    assert "规则901" in page
    assert "条例第一条" in page
    assert "正文不得含密级标志" in page


def test_a_rule_of_another_act_stays_away(ruled, monkeypatch):
    monkeypatch.setattr(Letter, "acts", ("receive",))

    assert "标题须有文种" not in str(Letter())


def test_a_screen_reader_hears_help_rule_and_error_of_a_field(ruled):
    form = Letter({"body": "x"})
    described = re.search(r'id="id_title"[^>]*|[^>]*id="id_title"', str(form))
    assert described
    ids = re.search(r'aria-describedby="([^"]*)"', described.group()).group(1).split()

    assert ids == ["id_title_helptext", "id_title_error", "id_title_basis"]
    assert all(f'id="{one}"' in str(form) for one in ids)


def test_what_was_refused_is_listed_with_a_link_to_its_field(ruled):
    page = str(Letter({"body": "typed text"}))

    assert 'role="alert"' in page
    assert '<a href="#id_title">标题</a>' in page
    assert "typed text" in page


def test_a_form_without_errors_has_no_alert(ruled):
    assert 'role="alert"' not in str(Letter())


@pytest.mark.parametrize(("tag", "look"), [("textarea", "form-control"), ("input", "form-control")])
def test_a_widget_gets_its_look_without_attributes(ruled, tag, look):
    assert look in tags(str(Letter()), tag)[0]


def test_radio_and_checkbox_are_labelled_choices(ruled):
    page = str(Letter())

    assert sum("form-check-input" in tag for tag in tags(page, "input")) == 3
    assert "<fieldset" in page
    assert page.count("form-check-label") == 3


def test_a_hidden_field_gets_no_look():
    class Token(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput, initial="t")

    assert "class=" not in tags(str(Token()), "input")[0]


def test_a_class_of_the_form_author_is_kept():
    class Wide(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "mono"}))

    assert 'class="form-control mono"' in tags(str(Wide()), "input")[0]


def test_text_of_a_person_is_escaped_everywhere(ruled):
    page = str(Letter({"title": "", "body": "</textarea><script>x</script>"}))

    assert "<script>" not in page


def test_a_long_text_comes_back_as_it_was_typed(ruled):
    typed = "\n  一、首行缩进\n\n二、空行之后"
    area = re.search(r"<textarea[^>]*>(.*?)</textarea>", str(Letter({"body": typed})), re.DOTALL)

    assert area
    assert html.unescape(area.group(1)) == "\n" + typed


def test_only_the_named_answers_react_to_a_key():
    widget = KeyedRadioSelect(choices=[("agree", "同意"), ("hold", "暂缓")], keys={"agree": "a"})
    page = widget.render("verdict", None)

    assert page.count("data-key") == 1
    assert 'data-key="a"' in next(tag for tag in tags(page, "input") if 'value="agree"' in tag)


def test_nothing_in_a_filter_is_obligatory():
    class Queue(FilterForm):
        text = forms.CharField(label="标题")

    form = Queue({})

    assert form.is_valid()
    assert "required" not in str(form)


@pytest.mark.parametrize(
    "given",
    [{}, {"text": " 函 ", "year": "2026", "kind": "a"}, {"text": "  ", "year": "x", "kind": "z"}, {"text": "四个汉字"}],
)
def test_an_address_is_read_without_a_form_as_by_one(given):
    class Queue(FilterForm):
        text = forms.CharField(label="标题", max_length=3)
        year = forms.IntegerField(label="年份")
        kind = forms.ChoiceField(label="文种", choices=KINDS)

    values, wrong = Queue.read(given)

    form = Queue(given)
    assert form.is_valid() is not bool(wrong) and wrong == set(form.errors)
    expected = {name: form.cleaned_data.get(name) or None for name in Queue.base_fields}
    assert values == expected


def test_each_reason_of_a_closed_gate_stands_at_the_field_that_mends_it(ruled):
    form = Letter({"title": "函", "body": "x", "kind": "a"})
    reasons = (Unmet(1, "须选文种", "条例第二条", "kind"), Unmet(2, "须经会签", "条例第三条", "elsewhere"))

    form.show_refusal(GateClosed("送审", reasons))

    assert [str(each) for each in form.errors["kind"]] == ["须选文种（规则1；依据：条例第二条）"]
    assert [str(each) for each in form.non_field_errors()] == ["须经会签（规则2；依据：条例第三条）"]


def test_a_text_that_is_too_long_and_a_forged_choice_are_refused_in_plain_words():
    class Short(RuledForm):
        title = forms.CharField(label="标题", max_length=3)
        kind = forms.ChoiceField(label="文种", choices=KINDS)
        own = forms.ChoiceField(label="密钥", choices=KINDS, error_messages={"invalid_choice": "自己的话"})

    form = Short({"title": "四个汉字", "kind": "x", "own": "x"})

    assert form.errors == {
        "title": ["最多 3 字，现有 4 字。"],
        "kind": ["所选的项目不在可选范围内，请重新选择。"],
        "own": ["自己的话"],
    }


@pytest.mark.parametrize("typed", ["0001-01-01", "1979-12-31", "2101-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_no_calendar_reaches_is_a_slip_of_the_pen(typed):
    class Day(RuledForm):
        on = DayField(label="日期")

    assert "on" in Day({"on": typed}).errors
    assert (EARLIEST.year, LATEST.year) == (FIRST_YEAR, LAST_YEAR)
    assert Day({"on": "1980-01-01"}).is_valid() and Day({"on": "2100-12-31"}).is_valid()
