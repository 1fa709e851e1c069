import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit import services as audit
from audit.models import Entry
from common import clock
from tests.people import make_person

DESK, EXPORT = reverse("audit:desk"), reverse("audit:export")


@pytest.fixture
def auditor(db, settings):
    settings.SECOND_FACTOR_ROLES = []
    return make_person("shenji", Role.AUDIT_ADMIN, full_name="郑审")


@pytest.fixture
def signed_in(client, auditor):
    client.force_login(auditor)
    return client


@pytest.fixture
def today(auditor):
    return clock.now()


def exported(response):
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.rule(84)
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDIT_ADMIN}))
def test_the_desk_and_its_export_do_not_exist_for_anybody_else(client, db, settings, role):
    settings.SECOND_FACTOR_ROLES = []
    client.force_login(make_person("bieren", role))

    assert client.get(DESK).status_code == 404
    assert client.post(EXPORT).status_code == 404


def test_strangers_are_sent_to_sign_in(client, db):
    assert client.get(DESK).status_code == 302
    assert client.post(EXPORT).status_code == 302


def test_the_desk_shows_the_newest_first_and_journals_that_it_was_opened(signed_in, write, today):
    write("document:1", at=today)
    write("document:2", at=today + timedelta(milliseconds=1))

    response = signed_in.get(DESK)

    assert response.status_code == 200
    assert [entry.chain for entry, _ in response.context["rows"]][:2] == ["document:2", "document:1"]
    assert Entry.objects.filter(verb="page.viewed", by_name="郑审", chain="system").count() == 1


def test_the_desk_says_in_words_what_kind_of_entry_each_is(signed_in, write, today):
    write("document:1", at=today, verb="act.refused", facts={"act": "签发", "code": "GEN-422"})

    page = signed_in.get(DESK).content.decode()

    assert '<span title="代码 act.refused">操作被拒绝</span>' in page
    assert '<option value="act.refused">操作被拒绝</option>' in page


@pytest.mark.parametrize(
    ("query", "chains"),
    [
        ({"chain": "document:1"}, {"document:1"}),
        ({"person": "王芳"}, {"document:2"}),
        ({"person": "李文", "chain": "document:1"}, {"document:1"}),
        ({"verb": "act.refused"}, {"document:3"}),
        ({"since": "nonsense", "verb": "no.such", "chain": "document:1"}, {"document:1"}),
        ({"chain": "document:9"}, set()),
    ],
)
def test_the_desk_filters_by_chain_person_and_verb(signed_in, write, wang, today, query, chains):
    write("document:1", at=today)
    write("document:2", at=today, on_behalf_of=wang)
    write("document:3", at=today, by=None, verb="act.refused", facts={"act": "签发", "code": "GEN-422"})

    response = signed_in.get(DESK, query)

    assert {entry.chain for entry, _ in response.context["rows"]} == chains


def test_the_desk_filters_by_office_day(signed_in, write, noon):
    write("document:1", at=noon.replace(hour=15, minute=59))  # 23:59 in Beijing
    write("document:2", at=noon.replace(hour=16, minute=0))  # 0:00 of the next day

    response = signed_in.get(DESK, {"since": "2026-11-24", "until": "2026-11-24", "verb": "page.viewed"})

    assert {entry.chain for entry, _ in response.context["rows"]} >= {"document:1"}
    assert "document:2" not in {entry.chain for entry, _ in response.context["rows"]}


def test_pages_follow_one_another_without_a_gap_or_a_repetition(signed_in, write, today):
    write("document:1", 120, at=today)

    serials, before = [], ""
    while True:
        response = signed_in.get(DESK, {"chain": "document:1", "before": before})
        serials += [entry.serial for entry, _ in response.context["rows"]]
        if not (before := response.context["next_before"]):
            break

    assert serials == [*range(120, 0, -1)]


@pytest.mark.parametrize("before", ["abc", "-1", "²", "9" * 30])
def test_a_forged_page_mark_is_no_error(signed_in, before):
    assert signed_in.get(DESK, {"before": before}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"until": "0001-01-01"},
        {"person": "\x00"},
        {"verb": "x"},
    ],
)
def test_a_forged_filter_counts_as_none(signed_in, write, today, query):
    write("document:1", at=today)

    response = signed_in.get(DESK, query)

    assert response.status_code == 200
    assert "document:1" in {entry.chain for entry, _ in response.context["rows"]}


def test_what_is_exported_is_what_the_shown_part_of_the_page_says(signed_in, today):
    page = signed_in.get(DESK, {"chain": "document:1"}).content.decode()

    replaced = page[page.index('<div id="rows">') :]  # the part that a changed filter replaces
    assert 'name="chain" value="document:1"' in replaced


def test_the_desk_asks_a_fixed_number_of_queries(signed_in, write, today, django_assert_max_num_queries):
    write("document:1", 5, at=today)
    with django_assert_max_num_queries(40) as few:
        signed_in.get(DESK)
    write("document:1", 40, at=today)
    with django_assert_max_num_queries(len(few)):
        signed_in.get(DESK)


@pytest.mark.rule(84)
def test_an_export_holds_what_fits_and_is_an_entry_itself(signed_in, write, today):
    write("document:1", 3, at=today)
    write("document:2", 1, at=today)

    rows = exported(signed_in.post(EXPORT, {"chain": "document:1"}))

    assert [row["序号"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["说明"] == "李文 查看了保密审查工作台"
    assert rows[0]["本条摘要"] == Entry.objects.get(chain="document:1", serial=1).hash
    entry = Entry.objects.get(verb="journal.exported")
    assert (entry.by_name, entry.facts["count"], entry.facts["chain"]) == ("郑审", 3, "document:1")


def test_an_export_does_not_hold_the_entry_about_itself(signed_in, today):
    rows = exported(signed_in.post(EXPORT))

    assert "journal.exported" not in {row["事项代码"] for row in rows}


def test_an_export_is_no_formula(signed_in, write, wang, today):
    audit.record_view(chain="=cmd()", page="页", by=wang, at=today)

    (row,) = exported(signed_in.post(EXPORT, {"chain": "=cmd()"}))
    assert row["链"] == "'=cmd()"


def test_a_get_exports_nothing(signed_in):
    assert signed_in.get(EXPORT).status_code == 405


def test_entries_of_one_request_bear_its_act_number(signed_in, today):
    signed_in.get(DESK)
    signed_in.get(DESK)

    acts = Entry.objects.filter(verb="page.viewed").values_list("act_id", flat=True)
    assert len(set(acts)) == 2
