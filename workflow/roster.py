"""Who is to be told about a task: everybody with a business role that day, loaded once, asked without a query."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from accounts.roles import BUSINESS_ROLES, Role
from accounts.selectors import delegations_on
from workflow.desks import Scope
from workflow.models import DeskTask

People = frozenset[int]
NOBODY: People = frozenset()


@dataclass(frozen=True, slots=True)
class Roster:
    """For each role its active holders with the path of their office, who leads which, who acts for whom on the day."""

    holders: Mapping[str, Mapping[int, str]]
    leaders: Mapping[str, int]
    substitutes: Mapping[int, int]

    def with_substitutes(self, people: Collection[int], role: str) -> People:
        """Return the people and whoever acts for one of them and holds the role as well."""
        acting = {self.substitutes[each] for each in people if each in self.substitutes}
        return frozenset(people) | (acting & self._holders(role).keys())

    def asked(self, task: DeskTask, excluded: Collection[int] = NOBODY) -> People:
        """Return who is to go on with the task: its holder, else who is named, else all it asks; and their delegates.

        `excluded` may not judge its document (policies.excluded_from).
        """
        named = task.owner_id or task.person_id
        if named:
            return self.with_substitutes({named}, task.role)
        fits = _up(task.office_path) if task.scope == Scope.UP else _below(task.office_path)
        found = {each for each, path in self._holders(task.role).items() if fits(path)} - set(excluded)
        return self.with_substitutes(found, task.role) - set(excluded)

    def officers(self, role: str, lead_path: str) -> People:
        """Return who holds the role for the documents of the lead office."""
        return frozenset(each for each, path in self._holders(role).items() if path.startswith(lead_path))

    def general_office(self, lead_path: str) -> People:
        """Return the secretaries of the General Office who watch over the documents of the lead office."""
        return self.officers(Role.OFFICE_SECRETARY, lead_path)

    def heads_over(self, path: str, but: Collection[int] = NOBODY) -> People:
        """Return the heads of the office at the path, of the nearest one above it that has any."""
        return self._nearest(Role.DIVISION_HEAD, path, but)

    def leaders_over(self, path: str) -> People:
        """Return the leader in charge whom the office at the path names, or the nearest one above it that names one.

        Where none does: whoever signs in the office or the nearest one above it.
        """
        named = [at for at in self.leaders if path.startswith(at)]
        return frozenset({self.leaders[max(named, key=len)]}) if named else self._nearest(Role.SIGNATORY, path, NOBODY)

    def holding(self, role: str) -> People:
        """Return everybody who holds the role."""
        return frozenset(self._holders(role))

    def secretaries(self) -> People:
        """Return every secretary of a General Office."""
        return self.holding(Role.OFFICE_SECRETARY)

    def _holders(self, role: str) -> Mapping[int, str]:
        return self.holders.get(role, {})

    def _nearest(self, role: str, path: str, but: Collection[int]) -> People:
        above = {each: at for each, at in self._holders(role).items() if path.startswith(at) and each not in but}
        nearest = max(map(len, above.values()), default=0)
        return frozenset(each for each, at in above.items() if len(at) == nearest)


def _up(path: str) -> Callable[[str], bool]:
    return path.startswith


def _below(path: str) -> Callable[[str], bool]:
    return lambda at: at.startswith(path)


def roster(on: date) -> Roster:
    """Return the roster of the office day (two queries)."""
    holders: dict[str, dict[int, str]] = defaultdict(dict)
    leaders: dict[str, int] = {}
    held = Membership.objects.filter(user__is_active=True, group__name__in=BUSINESS_ROLES)
    found = held.values_list("group__name", "user_id", "user__office__path", "user__offices_led__path")
    for role, person, path, led in found:
        holders[role][person] = path
        if led is not None and role == Role.SIGNATORY:
            leaders[led] = person
    return Roster(holders, leaders, dict(delegations_on(on).values_list("principal_id", "delegate_id")))
