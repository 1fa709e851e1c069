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


def test_the_title_of_a_verb_leaves_its_fields_open():
    assert verbs.title("test.decided") == "… 定为…"


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
