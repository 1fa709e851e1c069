"""The demonstration ministry: offices and invented people for every role, with one known password.

Everybody here is invented. `manage.py demo` refuses to build it where DEBUG is off.
"""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import services
from accounts.models import Office, OfficeKind, User
from accounts.roles import Role

PASSWORD = "Mingfa-2026"  # noqa: S105
PRINCIPAL = "qianfa1"
GENERAL_OFFICE = "办公厅"


class DemoOffice(NamedTuple):
    """One office: name, short name, level, name of its parent, user name of its leader in charge."""

    name: str
    short_name: str
    kind: OfficeKind
    parent: str
    leader: str = ""


class DemoPerson(NamedTuple):
    """One person: user name, name, name of the office, roles, post."""

    username: str
    name: str
    office: str
    roles: tuple[Role, ...]
    title: str


ORGAN, DEPARTMENT, DIVISION = OfficeKind.ORGAN, OfficeKind.DEPARTMENT, OfficeKind.DIVISION

OFFICES = [
    DemoOffice("教育部", "教育部", ORGAN, ""),
    DemoOffice("办公厅", "办公厅", DEPARTMENT, "教育部"),
    DemoOffice("秘书处", "秘书处", DIVISION, "办公厅"),
    DemoOffice("政务公开处", "公开处", DIVISION, "办公厅"),
    DemoOffice("保密办公室", "保密办", DIVISION, "办公厅"),
    DemoOffice("信息化处", "信息处", DIVISION, "办公厅"),
    DemoOffice("新闻办公室", "新闻办", DEPARTMENT, "教育部"),
    DemoOffice("政策法规司", "法规司", DEPARTMENT, "教育部"),
    DemoOffice("法制处", "法制处", DIVISION, "政策法规司"),
    DemoOffice("发展规划司", "规划司", DEPARTMENT, "教育部", "qianfa2"),
    DemoOffice("事业规划处", "规划处", DIVISION, "发展规划司"),
    DemoOffice("财务司", "财务司", DEPARTMENT, "教育部", "qianfa2"),
    DemoOffice("预算处", "预算处", DIVISION, "财务司"),
    DemoOffice("基础教育司", "基教司", DEPARTMENT, "教育部"),
    DemoOffice("义务教育处", "义教处", DIVISION, "基础教育司"),
    DemoOffice("学前教育处", "学前处", DIVISION, "基础教育司"),
    DemoOffice("职业教育与成人教育司", "职成司", DEPARTMENT, "教育部", "qianfa2"),
    DemoOffice("高职发展处", "高职处", DIVISION, "职业教育与成人教育司"),
]

PEOPLE = [
    DemoPerson("nigao1", "沈禾青", "义务教育处", (Role.DRAFTER,), "一级主任科员"),
    DemoPerson("nigao2", "韩砚舟", "高职发展处", (Role.DRAFTER,), "四级调研员"),
    DemoPerson("nigao3", "贺兰溪", "事业规划处", (Role.DRAFTER,), "一级主任科员"),
    DemoPerson("nigao4", "苗望舒", "学前教育处", (Role.DRAFTER,), "二级主任科员"),
    DemoPerson("chuzhang1", "骆松年", "义务教育处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("chuzhang2", "祁思远", "高职发展处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("chuzhang3", "邬若谷", "事业规划处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("chuzhang4", "龙听泉", "预算处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("chuzhang5", "柏映川", "学前教育处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("chuzhang6", "阮竹安", "法制处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("chuzhang7", "施雨桐", "新闻办公室", (Role.DIVISION_HEAD,), "主任"),
    DemoPerson("chuzhang8", "丁鹤鸣", "秘书处", (Role.DIVISION_HEAD,), "处长"),
    DemoPerson("gongkai1", "温以宁", "政务公开处", (Role.DISCLOSURE_OFFICER,), "副处长"),
    DemoPerson("gongkai2", "尹南乔", "政务公开处", (Role.DISCLOSURE_OFFICER,), "一级主任科员"),
    DemoPerson("baomi1", "秦守拙", "保密办公室", (Role.CONFIDENTIALITY_OFFICER,), "保密审查员"),
    DemoPerson("baomi2", "庄慎行", "保密办公室", (Role.CONFIDENTIALITY_OFFICER,), "保密审查员"),
    DemoPerson("baomizhu1", "卫长缨", "保密办公室", (Role.CONFIDENTIALITY_HEAD,), "主任"),
    DemoPerson("baomizhu2", "葛怀瑾", "保密办公室", (Role.CONFIDENTIALITY_HEAD,), "副主任"),
    DemoPerson("xinwen1", "纪晓澜", "新闻办公室", (Role.NEWS_OFFICER,), "副主任"),
    DemoPerson("xinwen2", "凌歌行", "新闻办公室", (Role.NEWS_OFFICER,), "一级主任科员"),
    DemoPerson("fagui1", "康明律", "法制处", (Role.LEGAL_OFFICER,), "副处长"),
    DemoPerson("fagui2", "薛正言", "法制处", (Role.LEGAL_OFFICER,), "一级主任科员"),
    DemoPerson("mishu1", "方既白", "秘书处", (Role.OFFICE_SECRETARY,), "副处长"),
    DemoPerson("mishu2", "白知微", "秘书处", (Role.OFFICE_SECRETARY,), "一级主任科员"),
    DemoPerson("qianfa1", "严青岳", "教育部", (Role.SIGNATORY,), "部长"),
    DemoPerson("qianfa2", "钟临川", "教育部", (Role.SIGNATORY,), "副部长"),
    DemoPerson("fabu1", "黎书涵", "政务公开处", (Role.PUBLISHER,), "二级主任科员"),
    DemoPerson("fabu2", "费晨光", "政务公开处", (Role.PUBLISHER,), "二级主任科员"),
    DemoPerson("xitong1", "江一鸣", "信息化处", (Role.SYSTEM_ADMIN,), "系统管理员"),
    DemoPerson("anquan1", "石镇海", "信息化处", (Role.SECURITY_ADMIN,), "安全管理员"),
    DemoPerson("shenji1", "田望山", "信息化处", (Role.AUDIT_ADMIN,), "审计管理员"),
]


@transaction.atomic
def build(*, at: datetime) -> list[User]:
    """Make what is missing of the ministry and return its people in the order of PEOPLE.

    Whoever is there already is left as they are: name, roles and password may have been changed since.
    """
    offices: dict[str, Office] = {}
    there = set(Office.objects.values_list("name", flat=True))
    for entry in OFFICES:
        offices[entry.name] = _office(entry, offices.get(entry.parent), at)
    password = make_password(PASSWORD)
    known = {user.username: user for user in User.objects.filter(username__in=[p.username for p in PEOPLE])}
    people = [known.get(each.username) or _person(each, offices, password, at) for each in PEOPLE]
    leaders = {user.username: user for user in people}
    for entry in OFFICES:
        if entry.leader and entry.name not in there:
            services.name_leader(office=offices[entry.name], leader=leaders[entry.leader], by=None, at=at)
    return people


def _office(entry: DemoOffice, parent: Office | None, at: datetime) -> Office:
    found = Office.objects.filter(name=entry.name, parent=parent).first()
    return found or services.add_office(
        name=entry.name,
        kind=entry.kind,
        parent=parent,
        short_name=entry.short_name,
        is_general_office=entry.name == GENERAL_OFFICE,
        by=None,
        at=at,
    )


def _person(entry: DemoPerson, offices: dict[str, Office], password: str, at: datetime) -> User:
    """Create one person; the one hash serves all, since the password is known anyway."""
    person = services.create_person(
        username=entry.username,
        full_name=entry.name,
        office=offices[entry.office],
        title=entry.title,
        is_principal=entry.username == PRINCIPAL,
        by=None,
        at=at,
    )
    person.password = password
    person.save(update_fields=["password"])
    for role in entry.roles:
        services.grant_role(user=person, role=role, by=None, at=at)
    return person
