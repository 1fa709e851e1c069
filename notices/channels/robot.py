"""本单位工作群: the robot of the person's office, or of the nearest office above it that has one."""

import json
from datetime import datetime

from django.conf import settings

from accounts.models import Office
from accounts.selectors import ancestor_ids
from common import outgoing
from common.outgoing import REFUSED, SUCCESS, Unanswered, post
from notices.channels.formats import FORMATS
from notices.channels.refusal import NotSent
from notices.channels.words import lines_of, subject_of
from notices.choices import Failure
from notices.models import Message, Robot

HEADERS = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Mingfa"}
TEST = "【明发】这是一条测试消息，无需处理。"


def is_allowed(address: str) -> bool:
    """Test if a robot may stand at the address: on a host of ROBOT_HOSTS (default: none), by TLS."""
    encrypted = address.startswith("https://") or settings.OUTLET_PLAIN_HTTP
    return encrypted and outgoing.is_allowed(address, settings.ROBOT_HOSTS)


def robot_for(office: Office) -> Robot | None:
    """Return the robot that serves the office (one query)."""
    found = Robot.objects.filter(office__in=ancestor_ids(office)).select_related("office")
    return max(found, key=lambda each: len(each.office.path), default=None)


def send(message: Message, at: datetime) -> None:
    """Post the message for the person into the office's group. Raises NotSent."""
    robot = robot_for(message.person.office)
    if robot is None:
        raise NotSent(Failure.NO_ADDRESS)
    notices = list(message.notices.order_by("pk"))
    head = f"{subject_of(notices)}（{message.person.full_name}）"
    post_to(robot, "\n".join([head, *lines_of(message, notices, at)]), at)


def probe(robot: Robot, at: datetime) -> None:
    """Post a text that says that it is a test. Raises NotSent."""
    post_to(robot, TEST, at)


def post_to(robot: Robot, text: str, at: datetime) -> None:
    """Post a text; only an answer with errcode 0 says that it was taken. Raises NotSent."""
    if not is_allowed(robot.address):
        raise NotSent(Failure.NOT_ALLOWED)
    address, body = FORMATS[robot.kind](robot.address, robot.secret, text, at)
    try:
        answer = post(address, body, HEADERS)
    except Unanswered as trouble:
        raise NotSent(Failure(trouble.why)) from None
    if answer.status not in SUCCESS or not _is_taken(answer.body):
        raise NotSent(Failure(REFUSED))


def _is_taken(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("errcode") == 0
