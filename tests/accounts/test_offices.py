"""Adding and changing offices through the services."""

import pytest

from accounts import services
from accounts.errors import GeneralOfficeTaken, OfficeNameTaken, OfficePlaceWrong
from accounts.models import Office
from tests.accounts.journal import last
from tests.people import make_office


def change(office, by, at, **fields):
    present = {name: getattr(office, name) for name in ("name", "kind", "parent", "short_name", "is_general_office")}
    return services.change_office(office=office, **{**present, **fields}, by=by, at=at)


def test_an_added_office_has_its_path_and_leaves_a_trace(organ, system, noon):
    office = services.add_office(name="财务司", kind="department", parent=organ, by=system, at=noon)

    assert office.path == f"/{organ.pk}/{office.pk}/"
    assert (last().verb, last().facts["office"]) == ("accounts.office_added", "财务司")


def test_a_name_is_given_once_under_a_parent(organ, system, noon):
    make_office("财务司", organ)

    with pytest.raises(OfficeNameTaken):
        services.add_office(name="财务司", kind="department", parent=organ, by=system, at=noon)
    with pytest.raises(OfficeNameTaken):
        services.add_office(name=organ.name, kind="organ", parent=None, by=system, at=noon)


@pytest.mark.parametrize(("kind", "with_parent"), [("department", False), ("organ", True)])
def test_only_an_organ_has_no_parent(organ, system, noon, kind, with_parent):
    with pytest.raises(OfficePlaceWrong):
        services.add_office(name="错位", kind=kind, parent=organ if with_parent else None, by=system, at=noon)

    assert not Office.objects.filter(name="错位").exists()


def test_an_office_does_not_move_below_itself(organ, system, noon):
    department = make_office("基础教育司", organ)
    division = make_office("义务教育处", department)

    with pytest.raises(OfficePlaceWrong):
        change(department, system, noon, parent=division)

    assert Office.objects.get(pk=division.pk).path == division.path


def test_a_moved_office_comes_back_with_its_new_path(organ, system, noon):
    department = make_office("基础教育司", organ)
    division = make_office("义务教育处", department)

    moved = change(division, system, noon, parent=organ, name="义教处")

    assert (moved.path, moved.name) == (f"/{organ.pk}/{division.pk}/", "义教处")
    assert last().verb == "accounts.office_changed"


def test_an_organ_has_one_general_office(organ, system, noon):
    general = make_office("办公厅", organ, is_general_office=True)
    other, elsewhere = make_office("财务司", organ), make_office("另一机关")

    with pytest.raises(GeneralOfficeTaken):
        change(other, system, noon, is_general_office=True)
    change(general, system, noon, short_name="办")
    services.add_office(name="办公室", kind="department", parent=elsewhere, is_general_office=True, by=system, at=noon)

    assert Office.objects.filter(is_general_office=True).count() == 2
