"""Databases of their own: one that is kept is filled once, and anew only where filling did not come to its end."""

import pytest
from django.db import connection

from common.scratch import _drop, kept_database
from tests.ministry import run


@pytest.fixture
def name():
    given = connection.settings_dict["NAME"] + "_kept"
    yield given
    _drop(given)


def tables():
    return run("select 1 from pg_tables where tablename = 'filled'")


def fill():
    with connection.cursor() as cursor:
        cursor.execute("create table filled ()")


@pytest.mark.django_db(transaction=True)
def test_a_kept_database_is_filled_once_and_the_connection_comes_back(name):
    before = connection.settings_dict["NAME"]

    for _ in range(2):
        with kept_database(name, fill) as given:
            assert given == name and tables()

    assert connection.settings_dict["NAME"] == before and not tables()


@pytest.mark.django_db(transaction=True)
def test_one_that_was_not_filled_to_the_end_is_made_anew(name):
    def stop():
        fill()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), kept_database(name, stop):
        pass

    with kept_database(name, fill):
        assert tables()
