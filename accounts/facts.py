"""What the rules of this app judge."""

from dataclasses import dataclass

from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """The roles a person holds and the one to be granted."""

    held: frozenset[Role]
    wanted: Role


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """How far a signed-in person has come: what their roles demand and what they showed."""

    factor_demanded: bool
    factor_enrolled: bool
    factor_shown: bool
