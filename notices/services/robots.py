"""工作群机器人: set, tested and removed by the system administrator; journalled without address and secret."""

from datetime import datetime

from django.db import transaction

from accounts.models import Office, User
from audit import services as audit
from notices.channels import robot as channel
from notices.channels.refusal import NotSent
from notices.errors import RobotNotAllowed, RobotSilent
from notices.models import Robot

CHAIN = "notices"


@transaction.atomic
def set_robot(*, office: Office, kind: str, address: str, secret: str, by: User, at: datetime) -> Robot:
    """Give the office a robot in the place of the one it has. Raises RobotNotAllowed."""
    if not channel.is_allowed(address):
        raise RobotNotAllowed
    values = {"kind": kind, "address": address, "secret": secret}
    robot, _ = Robot.objects.update_or_create(office=office, defaults=values)
    _note("notices.robot_set", robot, by, at)
    return robot


@transaction.atomic
def remove_robot(*, robot: Robot, by: User, at: datetime) -> None:
    """Take the robot of an office away; what still waits for it is given up when it is due."""
    _note("notices.robot_removed", robot, by, at)
    robot.delete()


def probe_robot(*, robot: Robot, by: User, at: datetime) -> None:
    """Post a test message; journalled either way. Raises RobotSilent."""
    try:
        channel.probe(robot, at)
    except NotSent as refusal:
        why = str(refusal.failure.label)
        _note("notices.robot_tested", robot, by, at, outcome=why)
        raise RobotSilent(why=why) from None
    _note("notices.robot_tested", robot, by, at, outcome="已送达")


def _note(verb: str, robot: Robot, by: User, at: datetime, **more: str) -> None:
    facts = {"office": robot.office.name, "kind": robot.kind, **more}
    audit.record(chain=CHAIN, verb=verb, facts=facts, by=by, at=at)
