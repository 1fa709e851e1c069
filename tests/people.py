"""Offices and people for tests, in few words."""

from django.contrib.auth.models import Group

from accounts.models import Membership, Office, User
from accounts.roles import Role


def make_office(name, parent=None, kind=None, **fields):
    """Return a new office; its level follows from its parent unless given."""
    below = {None: "organ", "organ": "department", "department": "division"}
    kind = kind or below[parent.kind if parent else None]
    return Office.objects.create(name=name, parent=parent, kind=kind, **fields)


def make_person(username, *roles: Role, office=None, password=None, **fields):
    """Return a new person with the roles, in the ministry when no office is given."""
    office = office or Office.objects.filter(parent=None).first() or make_office("教育部")
    fields.setdefault("full_name", f"人员{username}")
    person = User.objects.create_user(username, password, office=office, **fields)
    groups = Group.objects.filter(name__in=[role.value for role in roles])
    assert len(groups) == len(roles)
    Membership.objects.bulk_create([Membership(user=person, group=group) for group in groups])
    return person


def make_people(office, roles):
    """Return new people of the office by their user names, each with the one role named, in three statements."""
    people = [User(username=name, full_name=f"人员{name}", office=office) for name in roles]
    for person in people:
        person.set_password(None)
    User.objects.bulk_create(people)
    groups = {group.name: group for group in Group.objects.filter(name__in=[role.value for role in roles.values()])}
    rows = [Membership(user=person, group=groups[roles[person.username].value]) for person in people]
    Membership.objects.bulk_create(rows)
    return {person.username: person for person in people}
