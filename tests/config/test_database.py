"""The address of the database."""

import pytest

from config.database import settings_of


def test_an_address_is_taken_apart_and_its_escapes_are_undone():
    found = settings_of("postgresql://ming%40fa:p%2Fw@db.local:6432/%E6%98%8E%E5%8F%91")

    assert (found["USER"], found["PASSWORD"]) == ("ming@fa", "p/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.local", "6432", "明发")


def test_a_socket_folder_stands_in_the_query():
    found = settings_of("postgresql://postgres:@/mingfa?host=/var/run/pg")

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/var/run/pg", "", "mingfa")


def test_every_connection_gives_up_a_lock_in_time_and_speaks_utc():
    assert "lock_timeout=5000" in settings_of("postgresql:///x")["OPTIONS"]["options"]
    assert "timezone=UTC" in settings_of("postgresql:///x")["OPTIONS"]["options"]


@pytest.mark.parametrize("address", ["mysql://root@localhost/x", "sqlite:///x.db", "", "postgresql://h:port/x"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(ValueError):
        settings_of(address)
