"""Group robots of 企业微信 and 钉钉, against a local server (notices.channels, notices.services.robots)."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import TestCase

from accounts.models import User
from accounts.roles import Role
from audit.models import Entry
from common.clock import OFFICE_ZONE
from notices import services
from notices.channels.formats import MORE, trimmed
from notices.errors import RobotNotAllowed, RobotSilent
from notices.house import house
from notices.models import Message, Robot
from notices.quiet import Quiet
from outbox import services as outbox
from tests.people import make_office, make_person
from tests.publication.outlets.listening import receiving

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 10, tzinfo=OFFICE_ZONE)
TAKEN = b'{"errcode": 0, "errmsg": "ok"}'


@pytest.fixture
def group(settings):
    """A robot's server on this machine, on the list of hosts."""
    with receiving() as server:
        server.said = TAKEN
        settings.OUTLET_PLAIN_HTTP, settings.ROBOT_HOSTS = True, [urlsplit(server.url).netloc]
        yield server


@pytest.fixture
def admin(db):
    return make_person("admin", Role.SYSTEM_ADMIN)


@pytest.fixture
def me(admin):
    me = make_person("me", Role.DRAFTER, office=make_office("基础教育司", admin.office), full_name="沈禾青")
    channels = {"urging": ["robot"], "red": ["robot"]}
    services.save_preference(mail="", channels=channels, quiet=Quiet(), by=me, at=AT)
    return me


def set_robot(admin, group, kind="wecom", secret="", office=None):
    office, address = office or admin.office, f"{group.url}?key=k-1"
    return services.set_robot(office=office, kind=kind, address=address, secret=secret, by=admin, at=AT)


def tell(me, at=AT, key="1"):
    text = {"text": "“会签”等待您办理：教办厅〔2026〕7号", "typed": "请抓紧。", "url": "/tasks/7/"}
    services.tell(to=[me.pk], kind="task.urged", key=key, **text, at=at)
    work(at)


def work(at):
    with TestCase.captureOnCommitCallbacks(execute=True):
        outbox.run_all(at)
    services.send_due(at)


def test_the_group_of_the_office_above_is_told_whom_it_concerns_and_nothing_that_was_typed(admin, group, me):
    set_robot(admin, group)

    tell(me)

    ((headers, body),) = group.got
    said = json.loads(body)
    assert (said["msgtype"], headers["Content-Type"]) == ("text", "application/json; charset=utf-8")
    assert said["text"]["content"].splitlines() == [
        "【明发】催办（沈禾青）",
        "[催办] “会签”等待您办理：教办厅〔2026〕7号",
    ]
    assert group.paths == ["/hook?key=k-1"]
    assert Message.objects.get().state == "sent"


def test_a_group_reads_no_title_that_is_not_public_whatever_the_person_may_know(
    admin, group, me, settings, monkeypatch
):
    settings.NOTICE_TITLES = True
    monkeypatch.setattr(house, "titles", lambda user, documents, on: dict.fromkeys(documents, "内部标题"))
    monkeypatch.setattr(house, "public_titles", lambda documents: {8: "公开标题"})
    set_robot(admin, group)
    for about in (7, 8):
        services.tell(to=[me.pk], kind="task.urged", key=str(about), text="催办", url="/desk/", about=about, at=AT)
    work(AT)

    said = " ".join(json.loads(body)["text"]["content"] for _, body in group.got)
    assert "公开标题" in said and "内部标题" not in said


def test_nothing_follows_whoever_has_left(admin, group, me):
    set_robot(admin, group)
    night = AT.replace(hour=22)
    services.tell(to=[me.pk], kind="task.urged", key="1", text="催办", url="/desk/", at=night)
    with TestCase.captureOnCommitCallbacks(execute=True):
        outbox.run_all(night)
    waiting = Message.objects.get()
    User.objects.filter(pk=me.pk).update(is_active=False)
    services.tell(to=[me.pk], kind="task.red", key="2", text="超期", url="/desk/", at=AT)

    work(AT + timedelta(days=1))

    waiting.refresh_from_db()
    assert (group.got, waiting.state, Message.objects.count()) == ([], "given_up", 1)


def test_dingtalk_is_signed_with_time_and_secret(admin, group, me):
    set_robot(admin, group, kind="dingtalk", secret="SEC1")

    tell(me)

    query = parse_qs(urlsplit(group.paths[0]).query)
    timestamp = str(int(AT.timestamp() * 1000))
    digest = hmac.new(b"SEC1", f"{timestamp}\nSEC1".encode(), hashlib.sha256).digest()
    assert query == {"key": ["k-1"], "timestamp": [timestamp], "sign": [base64.b64encode(digest).decode()]}


def test_the_nearest_robot_is_the_office_s(admin, group, me):
    set_robot(admin, group)
    with receiving() as nearer:
        nearer.said = TAKEN
        Robot.objects.create(office=me.office, kind="wecom", address=group.url.replace("/hook", "/near"))
        tell(me)

    assert group.paths == ["/near"]


@pytest.mark.parametrize("said", [b'{"errcode": 93000, "errmsg": "invalid"}', b"<html>", b"[]"])
def test_an_answer_without_errcode_0_is_a_refusal_and_is_tried_again(admin, group, me, said):
    set_robot(admin, group)
    group.said = said
    tell(me)
    assert (Message.objects.get().state, Message.objects.get().failure) == ("failed", "refused")

    group.said = TAKEN
    work(AT + timedelta(minutes=1))

    assert Message.objects.get().state == "sent"
    assert len(group.got) == 2


def test_a_robot_is_not_asked_again_when_a_worker_died_before_it_knew(admin, group, me, monkeypatch):
    set_robot(admin, group)

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr("notices.services.sending._recorded", die)
        tell(me)
    work(AT + timedelta(minutes=1))

    assert len(group.got) == 1
    assert (Message.objects.get().state, Message.objects.get().failure) == ("given_up", "unknown")


def test_a_robot_stands_on_a_host_of_the_list_and_takes_no_plain_text(admin, group, settings):
    settings.OUTLET_PLAIN_HTTP = False
    with pytest.raises(RobotNotAllowed):
        set_robot(admin, group)
    settings.ROBOT_HOSTS = ["qyapi.weixin.qq.com"]
    for address in ("https://elsewhere.example/x", "http://qyapi.weixin.qq.com/x", "https://a:b@qyapi.weixin.qq.com/"):
        with pytest.raises(RobotNotAllowed):
            services.set_robot(office=admin.office, kind="wecom", address=address, secret="", by=admin, at=AT)


def test_whose_host_left_the_list_is_asked_no_more(admin, group, me, settings):
    set_robot(admin, group)
    settings.ROBOT_HOSTS = []
    tell(me)

    assert group.got == []
    assert Message.objects.get().failure == "not_allowed"


def test_setting_testing_and_removing_are_on_record_without_address_and_secret(admin, group):
    robot = set_robot(admin, group, kind="dingtalk", secret="SEC1")
    services.probe_robot(robot=robot, by=admin, at=AT)
    group.said = b"{}"
    with pytest.raises(RobotSilent):
        services.probe_robot(robot=robot, by=admin, at=AT)
    services.remove_robot(robot=robot, by=admin, at=AT)

    entries = Entry.objects.filter(chain="notices").order_by("pk")
    assert [each.verb for each in entries] == [
        "notices.robot_set", "notices.robot_tested", "notices.robot_tested", "notices.robot_removed",
    ]  # fmt: skip
    assert not any("SEC1" in str(each.facts) or "hook" in str(each.facts) for each in entries)


def test_a_long_text_is_cut_at_a_line_and_says_so():
    lines = [f"{number} " + "字" * 100 for number in range(20)]

    short = trimmed("\n".join(lines), 2048)

    assert len(short.encode()) <= 2048
    assert short.endswith(MORE)
    assert short.removesuffix(MORE).splitlines() == lines[:6]
    assert trimmed("短", 2048) == "短"


def test_the_page_sets_a_robot_and_never_shows_where_or_with_what(client, admin, group):
    client.force_login(admin)
    typed = {"office": admin.office.pk, "kind": "dingtalk", "address": f"{group.url}?key=k-1", "secret": "SEC1"}

    assert client.post("/notices/robots/", typed | {"address": "https://elsewhere.example"}).status_code == 422
    assert client.post("/notices/robots/", typed).status_code == 302
    page = client.get("/notices/robots/").content.decode()
    assert "127.0.0.1" in page
    assert "k-1" not in page and "SEC1" not in page
    robot = Robot.objects.get()
    client.post(f"/notices/robots/{robot.pk}/test/")
    assert len(group.got) == 1
    client.post(f"/notices/robots/{robot.pk}/remove/")
    assert not Robot.objects.exists()
