"""提醒设置 by HTTP (notices.preference_views)."""

from datetime import time

import pytest

from accounts.roles import Role
from audit.models import Entry
from notices.models import Preference
from tests.people import make_person

URL = "/notices/preferences/"
TYPED = {
    "mail": "me@moe.example", "urging": ["mail"], "red": ["mail"],
    "quiet_from": "20:00", "quiet_to": "07:30", "quiet_rest_days": "on",
}  # fmt: skip


@pytest.fixture
def me(db, settings):
    settings.NOTICE_MAIL_DOMAINS, settings.EMAIL_HOST = ["moe.example"], "127.0.0.1"
    return make_person("me", Role.DRAFTER)


@pytest.fixture
def signed_in(client, me):
    client.force_login(me)
    return client


def test_channels_and_quiet_hours_are_chosen_and_shown_again(signed_in, me):
    assert signed_in.post(URL, TYPED).status_code == 302

    stored = Preference.objects.get(person=me)
    assert (stored.mail, stored.quiet_from, stored.quiet_to) == ("me@moe.example", time(20), time(7, 30))
    assert stored.channels == {"arrivals": [], "urging": ["mail"], "yellow": [], "red": ["mail"], "digest": [],
                               "trouble": []}  # fmt: skip
    form = signed_in.get(URL).context["form"]
    assert [form[name].value() for name in ("urging", "yellow", "mail")] == [["mail"], [], "me@moe.example"]
    entry = Entry.objects.get(verb="notices.preferred")
    assert "moe.example" not in str(entry.facts)


@pytest.mark.parametrize(
    "wrong",
    [{"mail": ""}, {"mail": "me@elsewhere.example"}, {"mail": "x"}, {"quiet_from": "25:00"}, {"urging": ["pigeon"]}],
)
def test_a_refused_form_keeps_what_was_typed_and_saves_nothing(signed_in, wrong):
    answer = signed_in.post(URL, TYPED | wrong)

    assert answer.status_code == 422
    assert answer.context["form"]["quiet_to"].value() == "07:30"
    assert not Preference.objects.exists()


def test_troubles_concern_the_general_office_only(signed_in, client):
    assert "trouble" not in signed_in.get(URL).context["form"].fields
    client.force_login(make_person("secretary", Role.OFFICE_SECRETARY))

    assert "trouble" in client.get(URL).context["form"].fields


def test_where_no_channel_is_open_the_page_says_so_and_quiet_hours_can_still_be_set(signed_in, settings):
    settings.NOTICE_MAIL_DOMAINS = []

    answer = signed_in.get(URL)

    assert "没有开通" in answer.content.decode()
    assert signed_in.post(URL, {"quiet_from": "20:00", "quiet_to": "07:30"}).status_code == 302
