import pytest

from config.mail import settings_of


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", ("", 25, "", "", False, False)),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp+tls://u%40x:p%3Aq@mail.example", ("mail.example", 587, "u@x", "p:q", True, False)),
        ("smtps://mail.example:2465", ("mail.example", 2465, "", "", False, True)),
    ],
)
def test_the_address_of_the_mail_server_is_taken_apart(url, found):
    assert settings_of(url) == found


@pytest.mark.parametrize("url", ["imap://mail.example", "mail.example", "smtp://", "smtp://mail.example:x"])
def test_an_address_of_something_else_is_refused(url):
    with pytest.raises(ValueError):
        settings_of(url)
