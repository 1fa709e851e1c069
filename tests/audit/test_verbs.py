import re
from datetime import date, timedelta

import pytest

from audit import selectors, verbs


@pytest.fixture(autouse=True)
def vocabulary(monkeypatch):
    """Verbs of these tests, gone afterwards."""
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))
    verbs.register(
        {"test.decided": "%(by)s 定为%(attribute)s", "test.percent": "%(by)s 完成 100%%"},
        labels={"attribute": {"withheld": "不予公开", "proactive": "主动公开"}},
        tones={"test.decided": "good"},
    )


def say(code, facts, *, by="李文", principal=""):
    return verbs.sentence(code, facts, by_name=by, on_behalf_of_name=principal)


def test_a_sentence_shows_words_for_codes():
    assert say("test.decided", {"attribute": "withheld"}) == "李文 定为不予公开"


def test_a_list_of_codes_is_shown_in_words():
    assert say("test.decided", {"attribute": ["withheld", "proactive"]}) == "李文 定为不予公开、主动公开"


def test_a_sentence_names_both_people_when_one_acts_for_the_other():
    assert say("test.percent", {}, principal="王芳") == "李文（代王芳） 完成 100%"


def test_what_nobody_did_was_done_by_the_system():
    assert say("test.percent", {}, by="") == "系统 完成 100%"


def test_an_old_entry_is_shown_though_its_verb_left_the_code():
    assert say("gone.100%", {"any": 1}) == "李文：gone.100%"


def test_an_old_entry_is_shown_though_its_verb_now_names_more_facts():
    assert say("test.decided", {}) == "李文 定为—"


def test_one_verb_cannot_have_two_sentences():
    with pytest.raises(ValueError, match=r"test\.percent"):
        verbs.register({"test.percent": "%(by)s 别的"})


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("%(by)s 提请公布专栏“%(column)s”第%(serial)s版", "提请公布专栏"),
        ("%(by)s 的操作“%(act)s”被拒绝（%(code)s）", "操作被拒绝"),
        ("%(by)s 测试发布渠道 %(outlet)s：成功", "测试发布渠道…：成功"),
        ("%(by)s 编号：%(number)s，成文日期 %(day)s", "编号"),
        ("%(by)s 解除%(who)s的登录锁定", "解除…的登录锁定"),
    ],
)
def test_a_verb_is_named_by_its_sentence_without_the_facts(sentence, name):
    verbs.register({"test.named": sentence})

    assert verbs.name("test.named") == name


def test_every_verb_has_a_chinese_name_of_its_own_and_none_shows_its_code():
    names = {code: verbs.name(code) for code in verbs.registered() if not code.startswith("test.")}

    assert [code for code, name in names.items() if not re.match("[\u4e00-\u9fa5]{2}", name)] == []
    assert [code for code, name in names.items() if "…" in name] == []
    assert len(set(names.values())) == len(names)
    assert verbs.name("gone.verb") == "gone.verb"


def test_every_registered_sentence_can_be_filled():
    for code, verb in verbs.registered().items():
        facts = dict.fromkeys(verb.names, 1)
        verbs.check(code, facts)
        assert "—" not in say(code, facts)


def test_a_timeline_is_in_words_oldest_first_and_by_office_day(write, noon):
    late_evening = noon + timedelta(hours=13)  # 01:00 of the next day in Beijing
    write("document:1", verb="test.decided", facts={"attribute": "proactive"})
    write("document:1", at=late_evening)
    write("document:2")

    first, second = selectors.timeline("document:1")
    assert (first.sentence, first.tone, first.day) == ("李文 定为主动公开", "good", date(2026, 11, 24))
    assert second.day == date(2026, 11, 25)
