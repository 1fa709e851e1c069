"""Who is asked at each desk: one row a desk, in the order in which a document meets them."""

from dataclasses import dataclass
from enum import StrEnum

from accounts.roles import Role
from review.choices import Desk


class Scope(StrEnum):
    """Whose people are asked.

    DRAFTER: the drafter in person. UP: the drafting office and the offices above it. ORGAN: the whole
    organ. OFFICE: the office named in the task (co-sign) and the offices below it.
    """

    DRAFTER = "drafter"
    UP = "up"
    ORGAN = "organ"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class DeskSpec:
    """The role that a desk asks and whose people; `returns`: the desk may give the document back."""

    desk: Desk
    role: Role
    scope: Scope
    returns: bool = True


_ROWS = (
    DeskSpec(Desk.REVISE, Role.DRAFTER, Scope.DRAFTER, returns=False),
    DeskSpec(Desk.DIVISION_CHECK, Role.DIVISION_HEAD, Scope.UP),
    DeskSpec(Desk.DISCLOSURE_CHECK, Role.DISCLOSURE_OFFICER, Scope.ORGAN),
    DeskSpec(Desk.CONFIDENTIALITY_OFFICER, Role.CONFIDENTIALITY_OFFICER, Scope.ORGAN),
    DeskSpec(Desk.CONFIDENTIALITY_HEAD, Role.CONFIDENTIALITY_HEAD, Scope.ORGAN),
    DeskSpec(Desk.CONFIDENTIALITY_LEADER, Role.SIGNATORY, Scope.ORGAN),
    DeskSpec(Desk.INTERPRETATION_COSIGN, Role.NEWS_OFFICER, Scope.ORGAN),
    DeskSpec(Desk.LEGALITY_REVIEW, Role.LEGAL_OFFICER, Scope.ORGAN),
    DeskSpec(Desk.DEPARTMENT_COSIGN, Role.DIVISION_HEAD, Scope.OFFICE),
    DeskSpec(Desk.OFFICE_CHECK, Role.OFFICE_SECRETARY, Scope.ORGAN),
    DeskSpec(Desk.SIGN, Role.SIGNATORY, Scope.ORGAN),
    DeskSpec(Desk.REGISTER, Role.OFFICE_SECRETARY, Scope.ORGAN),
    DeskSpec(Desk.RELEASE, Role.PUBLISHER, Scope.ORGAN),
    DeskSpec(Desk.FOLLOW_UP, Role.DRAFTER, Scope.DRAFTER, returns=False),
    DeskSpec(Desk.ARCHIVE, Role.OFFICE_SECRETARY, Scope.ORGAN, returns=False),
)
DESKS: dict[str, DeskSpec] = {row.desk.value: row for row in _ROWS}
ORDER: tuple[Desk, ...] = tuple(row.desk for row in _ROWS)
EARLY_DESKS: tuple[Desk, ...] = ORDER[1 : ORDER.index(Desk.SIGN)]
