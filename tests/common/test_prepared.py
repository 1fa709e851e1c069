"""Prepared statements against the querysets and saves that they stand for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Exists, F, Max, Model, OuterRef, Subquery, TextField
from django.db.models.expressions import RawSQL

from accounts.models import Delegation, Membership, Office, User
from accounts.roles import Role
from audit.models import Entry
from common.prepared import Among, Prepared, Slot, insert, update

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def columns(row: Model) -> dict[str, object]:
    """Return what an object holds, without Django's own state."""
    return {name: value for name, value in vars(row).items() if name != "_state"}


def delegation(principal: User, delegate: User) -> Delegation:
    return Delegation(
        principal=principal, delegate=delegate, starts_on=TODAY, ends_on=TODAY, reason="出差", made_at=NOON
    )


@pytest.fixture
def stands_in(drafter, colleague):
    row = delegation(drafter, colleague)
    row.save()
    return row


def test_a_prepared_read_gives_what_its_queryset_gives(drafter, colleague):
    def compose():
        return User.objects.filter(office_id=Slot("office"), is_active=True).order_by("-pk")

    found = Prepared(compose)(office=drafter.office_id)

    expected = list(User.objects.filter(office=drafter.office, is_active=True).order_by("-pk"))
    assert found == expected
    assert [columns(row) for row in found] == [columns(row) for row in expected]


def test_loaded_relations_need_no_further_query(stands_in, django_assert_num_queries):
    def compose():
        return Delegation.objects.select_related("principal__office__parent", "delegate").filter(pk=Slot("id"))

    read = Prepared(compose)
    with django_assert_num_queries(1):
        found = read.first(id=stands_in.pk)
        reached = (found.principal.full_name, found.principal.office.parent, found.delegate.username)

    expected = Delegation.objects.get(pk=stands_in.pk)
    assert reached == (
        expected.principal.full_name,
        expected.principal.office.parent,
        expected.delegate.username,
    )
    assert (found._state.adding, found._state.db) == (False, "default")


def test_an_absent_relation_is_none(organ, django_assert_num_queries):
    read = Prepared(lambda: Office.objects.select_related("parent").filter(pk=Slot("id")))

    with django_assert_num_queries(1):
        assert read.first(id=organ.pk).parent is None


def test_a_column_left_out_is_fetched_when_it_is_asked(drafter):
    found = Prepared(lambda: User.objects.defer("title").filter(pk=Slot("id"))).first(id=drafter.pk)

    assert found.get_deferred_fields() == {"title"}
    assert found.title == drafter.title


def test_what_is_annotated_comes_along(drafter, organ):
    def compose(said):
        title = Office.objects.filter(pk=OuterRef("office")).values("name")[:1]
        greeting = RawSQL("(select %s || full_name)", [said], TextField())
        return User.objects.annotate(where=Subquery(title), greeting=greeting).filter(pk=drafter.pk).only("username")

    found = Prepared(lambda: compose(Slot("said"))).first(said="致")

    expected = compose("致").get()
    assert columns(found) == columns(expected)
    assert (found.where, found.greeting) == (drafter.office.name, f"致{drafter.full_name}")


def test_each_call_asks_the_database_again(drafter, colleague):
    read = Prepared(lambda: User.objects.filter(pk=Slot("id")))
    assert read.first(id=drafter.pk).is_active

    User.objects.filter(pk=drafter.pk).update(is_active=False)

    assert not read.first(id=drafter.pk).is_active
    assert read.first(id=colleague.pk) == colleague
    assert read.first(id=0) is None
    assert read(id=0) == []


def test_one_value_may_stand_in_several_places_and_several_values_in_one_read(stands_in):
    def compose():
        held = Delegation.objects.filter(starts_on__lte=Slot("on"), ends_on__gte=Slot("on"))
        return held.filter(delegate_id=Slot("who"), revoked_at__isnull=True, principal__is_active=True)

    read = Prepared(compose)

    assert read(on=TODAY, who=stands_in.delegate_id) == [stands_in]
    assert read(on=TODAY + timedelta(days=1), who=stands_in.delegate_id) == []
    assert read(on=TODAY, who=stands_in.principal_id) == []


def test_a_value_cannot_speak_sql(drafter):
    read = Prepared(lambda: User.objects.filter(username=Slot("name")))

    assert read(name="' or true --") == []
    assert read(name=drafter.username) == [drafter]


def test_a_forgotten_value_is_an_error(db):
    with pytest.raises(KeyError):
        Prepared(lambda: User.objects.filter(pk=Slot("id")))()


def test_what_is_annotated_stands_on_the_objects(drafter, colleague):
    def compose():
        drafts = Exists(Membership.objects.filter(user=OuterRef("pk"), group__name=Role.DRAFTER))
        return User.objects.annotate(drafts=drafts, n=Count("groups")).select_related("office").order_by("pk")

    drafter.memberships.all().delete()
    found, expected = Prepared(compose)(), list(compose())

    assert [columns(row) for row in found] == [columns(row) for row in expected]
    assert {row.drafts for row in found} == {True, False}
    assert [row.office for row in found] == [row.office for row in expected]


def test_what_is_loaded_beside_needs_one_more_query_for_all(drafter, colleague, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = Prepared(lambda: User.objects.prefetch_related("groups").order_by("pk"))()
        assert [len(row.groups.all()) for row in found]


@pytest.mark.parametrize(
    "compose",
    [
        lambda: User.objects.order_by("pk").values_list("pk", "username", "office__path"),
        lambda: User.objects.order_by("pk").annotate(n=Count("groups")).values_list("n", "pk"),
        lambda: User.objects.order_by("pk").values_list("pk", flat=True),
        lambda: User.objects.order_by("pk").values("username", "pk"),
        lambda: User.objects.order_by("office").values("office").annotate(n=Count("pk"), last=Max("pk")),
        lambda: Delegation.objects.values("made_at", said=F("reason")),
    ],
)
def test_columns_come_as_the_queryset_gives_them(compose, stands_in):
    found = Prepared(compose)()

    assert found == list(compose()) and found


@pytest.mark.parametrize(
    "compose",
    [
        lambda: User.objects.values_list("pk", named=True),
        lambda: User.objects.order_by("pk").first().memberships.filter(pk__gt=0),
    ],
)
def test_a_read_of_another_kind_is_refused(compose, stands_in):
    with pytest.raises(ValueError, match="can be prepared"):
        Prepared(compose)()


def test_a_list_of_keys_is_a_value(drafter, colleague):
    read = Prepared(lambda: User.objects.filter(Among(F("pk"), Slot("ids"))).values_list("username", flat=True))

    assert sorted(read(ids=[drafter.pk, colleague.pk])) == sorted([drafter.username, colleague.username])
    assert read(ids=[colleague.pk]) == [colleague.username]
    assert read(ids=[]) == []


def test_values_pass_the_converters_of_their_columns(stands_in):
    read = Prepared(lambda: Delegation.objects.filter(pk=Slot("id")).values_list("made_at", flat=True))

    assert read(id=stands_in.pk) == [NOON]


def test_an_update_writes_the_named_fields_and_no_other(drafter):
    drafter.full_name, drafter.title = "改名", "没有写下"

    update(drafter, "full_name")

    stored = User.objects.get(pk=drafter.pk)
    assert (stored.full_name, stored.title) == ("改名", "处长")


def test_inserted_rows_are_those_that_save_would_have_written(drafter, colleague, django_assert_num_queries):
    rows = [delegation(drafter, colleague), delegation(colleague, drafter)]

    with django_assert_num_queries(1):
        insert(rows)

    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    names = [field.attname for field in Delegation._meta.concrete_fields]
    for row in rows:
        stored = Delegation.objects.get(pk=row.pk)
        assert [getattr(stored, name) for name in names] == [getattr(row, name) for name in names]
    assert all(not row._state.adding for row in rows)


def test_json_and_numbers_given_by_hand_survive_an_insert(db):
    entry = Entry(chain="系统", serial=1, verb="a.b", facts={"甲": [1, None]}, at=NOON, previous="0", hash="1")
    entry.act_id = "0b7a1c8e-93a5-4d0e-9f7c-6b6f0a6d2a11"

    insert([entry])

    assert Entry.objects.get(pk=entry.pk).facts == {"甲": [1, None]}


def test_what_a_trigger_writes_is_read_back_by_the_same_statement(db, django_assert_num_queries):
    office = Office(kind="organ", name="教育部", path="")

    with django_assert_num_queries(1):
        insert([office], "path")

    assert office.path == f"/{office.pk}/"


def test_inserting_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])


def test_the_constraints_hold_for_inserted_rows(drafter):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([delegation(drafter, drafter)])
        connection.check_constraints()


def test_roles_are_not_kept_between_calls(drafter):
    from accounts.selectors import roles_of

    assert Role.DRAFTER in roles_of(drafter.pk)
    drafter.memberships.all().delete()

    assert roles_of(drafter.pk) == frozenset()
