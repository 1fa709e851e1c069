"""People, offices, memberships, delegations, absences and what guards a sign-in."""

from accounts.models.absence import Absence, AbsenceKind
from accounts.models.credential import PastPassword, RolePolicy
from accounts.models.delegation import Delegation
from accounts.models.office import Office, OfficeKind
from accounts.models.person import Membership, User

__all__ = [
    "Absence",
    "AbsenceKind",
    "Delegation",
    "Membership",
    "Office",
    "OfficeKind",
    "PastPassword",
    "RolePolicy",
    "User",
]
