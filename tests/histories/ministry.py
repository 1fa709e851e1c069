"""Two organs with few people who hold many roles, so that every conflict of duties comes up; and what a person
may do there, kept in plain Python beside the tables."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from accounts.models import Office, User
from accounts.roles import Role
from common.clock import office_date
from documents.models import NumberSeries
from tests.people import make_office, make_person

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
STAFF = {
    "nigao1": ("义务教育处", Role.DRAFTER),
    "nigao2": ("义务教育处", Role.DRAFTER, Role.DIVISION_HEAD),
    "nigao3": ("办公厅", Role.DRAFTER, Role.CONFIDENTIALITY_OFFICER, Role.OFFICE_SECRETARY),
    "chuzhang1": ("义务教育处", Role.DIVISION_HEAD),
    "chuzhang2": ("财务司", Role.DIVISION_HEAD, Role.LEGAL_OFFICER),
    "chuzhang3": ("财务司", Role.DIVISION_HEAD, Role.DRAFTER),
    "chuzhang4": ("发展规划司", Role.DIVISION_HEAD),
    "gongkai1": ("办公厅", Role.DISCLOSURE_OFFICER, Role.CONFIDENTIALITY_OFFICER),
    "gongkai2": ("办公厅", Role.DISCLOSURE_OFFICER),
    "baomi1": ("办公厅", Role.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_HEAD),
    "baomi2": ("办公厅", Role.CONFIDENTIALITY_HEAD),
    "baomi3": ("办公厅", Role.CONFIDENTIALITY_OFFICER),
    "xinwen1": ("办公厅", Role.NEWS_OFFICER),
    "fagui1": ("教育部", Role.LEGAL_OFFICER),
    "mishu1": ("办公厅", Role.OFFICE_SECRETARY),
    "mishu2": ("办公厅", Role.OFFICE_SECRETARY, Role.PUBLISHER),
    "qianfa1": ("教育部", Role.SIGNATORY, Role.CONFIDENTIALITY_HEAD),
    "qianfa2": ("教育部", Role.SIGNATORY),
    "qianfa3": ("教育部", Role.SIGNATORY, Role.PUBLISHER),
    "anquan1": ("教育部", Role.SECURITY_ADMIN),
    "wairen1": ("外单位", *(set(Role) - {Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN})),
}
COSIGNING = ("财务司", "发展规划司", "办公厅")


@dataclass(frozen=True)
class Stand:
    """A delegation as it was given: from whom, to whom, on which days."""

    key: int
    principal: str
    delegate: str
    starts_on: date
    ends_on: date


@dataclass
class Ministry:
    """The people with their roles, and the clock; `roles`, `away` and `stands` are the test's own books."""

    at: datetime = NOON
    who: dict[str, User] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    series: list[NumberSeries] = field(default_factory=list)
    roles: dict[str, set[Role]] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    stands: list[Stand] = field(default_factory=list)

    @classmethod
    def build(cls) -> "Ministry":
        """Write it into the tables."""
        it = cls()
        organ = it.offices["教育部"] = make_office("教育部")
        it.offices["外单位"] = make_office("外单位")
        it.offices["办公厅"] = make_office("办公厅", organ, is_general_office=True)
        for name in ("基础教育司", "财务司", "发展规划司"):
            it.offices[name] = make_office(name, organ)
        it.offices["义务教育处"] = make_office("义务教育处", it.offices["基础教育司"])
        for username, (office, *roles) in STAFF.items():
            principal = username == "qianfa1"
            person = make_person(username, *roles, office=it.offices[office], is_principal=principal)
            it.who[username], it.roles[username] = person, set(roles)
        codes = (("教办厅", False), ("教规", False), ("教育部令", True))
        it.series = [NumberSeries.objects.create(code=code, name=code, is_order=order) for code, order in codes]
        return it

    def again(self) -> "Ministry":
        """Return it as it was built, for the next history."""
        roles = {name: set(roles) for name, (_, *roles) in STAFF.items()}
        return Ministry(NOON, self.who, self.offices, self.series, roles)

    def tick(self, **step: int) -> datetime:
        """Let a minute (or `step`) pass and return the moment."""
        self.at += timedelta(**(step or {"minutes": 1}))
        return self.at

    def fresh(self, username: str) -> User:
        """Return the person as the tables have them."""
        return User.objects.select_related("office").get(pk=self.who[username].pk)

    def name_of(self, person_id: int) -> str:
        """Return the user name of a person."""
        return next(name for name, person in self.who.items() if person.pk == person_id)

    def holds(self, username: str, role: str) -> bool:
        """Test by the own books if the person holds the role at this moment."""
        return username not in self.away and role in self.roles[username]

    def stands_in(self, delegate: str, principal: str) -> bool:
        """Test by the own books if the person stands in for the other on the present day."""
        today = office_date(self.at)
        present = {delegate, principal}.isdisjoint(self.away)
        return present and any(
            (s.delegate, s.principal) == (delegate, principal) and s.starts_on <= today <= s.ends_on
            for s in self.stands
        )

    def may_act(self, by: int, behalf: int | None, role: str) -> bool:
        """Test by the own books if the person may use the role, in the own name or in another's."""
        actor = self.name_of(by)
        if behalf is None:
            return self.holds(actor, role)
        principal = self.name_of(behalf)
        return self.holds(actor, role) and self.holds(principal, role) and self.stands_in(actor, principal)
