"""Adding and changing offices through the services."""

import pytest

from accounts import services
from accounts.errors import GeneralOfficeTaken, LeaderUnfit, OfficeNameTaken, OfficePlaceWrong
from accounts.models import Membership, Office
from accounts.roles import Role
from accounts.selectors import office_tree
from tests.accounts.journal import last, verbs
from tests.people import make_office, make_person


def change(office, by, at, **fields):
    names = ("name", "kind", "parent", "short_name", "is_general_office", "leader")
    present = {name: getattr(office, name) for name in names}
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


def test_who_is_in_charge_of_an_office_since_when_stands_in_the_journal(organ, system, signatory, noon):
    office = services.add_office(name="财务司", kind="department", parent=organ, leader=signatory, by=system, at=noon)
    successor = make_person("qianfa9", Role.SIGNATORY)

    office = change(office, system, noon, leader=successor)
    change(office, system, noon, short_name="财")

    assert Office.objects.get(pk=office.pk).leader == successor
    assert verbs()[1:] == ["accounts.leader_named", "accounts.office_changed", "accounts.leader_ended",
                           "accounts.leader_named", "accounts.office_changed"]  # fmt: skip
    assert last().facts["office"] == "财务司"


def test_only_an_active_signatory_of_the_organ_is_in_charge(organ, system, signatory, drafter, noon):
    office, elsewhere = make_office("财务司", organ), make_office("另一机关")
    stranger = make_person("wairen", Role.SIGNATORY, office=elsewhere)
    gone = make_person("tingyong", Role.SIGNATORY, is_active=False)

    for unfit in (drafter, stranger, gone):
        with pytest.raises(LeaderUnfit):
            change(office, system, noon, leader=unfit)
    office = change(office, system, noon, leader=signatory)
    with pytest.raises(LeaderUnfit):
        change(office, system, noon, parent=elsewhere)

    assert Office.objects.get(pk=office.pk).parent == organ


def test_a_leader_who_signs_no_longer_is_seen_in_the_tree(organ, signatory):
    office = make_office("财务司", organ, leader=signatory)
    assert office_tree().get(pk=office.pk).leader_signs

    Membership.objects.all().delete()

    assert not office_tree().get(pk=office.pk).leader_signs
