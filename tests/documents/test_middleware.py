import pytest
from django.http import QueryDict
from django.urls import reverse

from audit.models import Entry
from documents.middleware import only_visible

MARKED = ["秘密★1年", "密级：机密", "请阅：\n绝 密 ★", "机密☆5年"]
UNSEEN = ["关于\x00放假的\x01通知", "\ufeff关于放假的通知", "关于\u202e放假的\u202c通知", "关于放假\u200b的通知\x7f"]
PLAIN = ["涉及国家秘密的除外", "商业秘密、个人隐私不予公开", "按照《保守国家秘密法》办理", "沈禾青"]


@pytest.mark.rule(12)
@pytest.mark.parametrize("typed", MARKED)
def test_typed_text_with_a_classified_mark_goes_nowhere(client, db, typed):
    answer = client.post(reverse("accounts:login"), {"username": typed, "password": "x"})

    assert answer.status_code == 422
    assert typed not in answer.content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("typed", PLAIN)
def test_words_about_secrets_are_no_marks(client, db, typed):
    answer = client.post(reverse("accounts:login"), {"username": typed, "password": "x"})

    assert answer.status_code != 422


@pytest.mark.parametrize("typed", UNSEEN)
def test_what_no_reader_sees_does_not_come_in_with_typed_text(client, db, typed):
    answer = client.post(reverse("accounts:login"), {"username": typed, "password": "x"})

    assert answer.context["form"]["username"].value() == "关于放假的通知"


def test_a_line_end_of_a_word_processor_stays_a_line_end(client, db):
    answer = client.post(reverse("accounts:login"), {"username": "甲\x0b乙\u2028丙\r\n丁\t戊", "password": "x"})

    assert answer.context["form"]["username"].value() == "甲\n乙\n丙\r\n丁\t戊"


@pytest.mark.rule(13)
def test_the_star_of_state_secrets_on_something_else_is_refused_in_words_of_its_own(client, db):
    answer = client.post(reverse("accounts:login"), {"username": "内部资料★", "password": "x"})

    assert (answer.status_code, answer.context["error"].code) == (422, "DOC-105")
    assert "内部资料★" not in answer.content.decode()


@pytest.mark.rule(12)
def test_a_mark_in_the_name_of_a_field_is_not_echoed(client, db):
    answer = client.post(reverse("accounts:login"), {"秘密★": "1", "password": "x"})

    assert answer.status_code == 422
    assert "秘密★" not in answer.content.decode()


@pytest.mark.rule(12)
def test_a_copy_of_what_was_sent_still_knows_what_was_marked():
    typed = only_visible(QueryDict("text=机密★&reason=甲"))

    assert (dict(typed.copy().marked).keys(), typed.copy()["reason"], "text" in typed.copy()) == ({"text"}, "甲", False)


@pytest.mark.rule(12)
def test_an_invisible_character_does_not_hide_a_mark(client, db):
    answer = client.post(reverse("accounts:login"), {"username": "机\x01密\u202e★1年", "password": "x"})

    assert answer.status_code == 422
