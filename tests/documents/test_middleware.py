import pytest
from django.urls import reverse

from audit.models import Entry

MARKED = ["秘密★1年", "密级：机密", "请阅：\n绝 密 ★", "机密☆5年"]
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
