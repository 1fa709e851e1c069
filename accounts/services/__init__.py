"""Writes over people, roles, delegations, passwords, second factors and offices; each leaves a trace."""

from accounts.services.absences import end_absence, register_absence
from accounts.services.delegations import delegate, revoke_delegation
from accounts.services.factors import (
    begin_factor,
    confirm_factor,
    pending_factor,
    remake_recovery_codes,
    remove_factor,
    set_factor_roles,
    show_factor,
)
from accounts.services.journal import note_refusal
from accounts.services.offices import add_office, change_office, name_leader
from accounts.services.passwords import issue_password, set_password
from accounts.services.people import activate, appoint, change_person, create_person, deactivate, unlock
from accounts.services.roles import grant_gate, grant_role, withdraw_role

__all__ = [
    "activate",
    "add_office",
    "appoint",
    "begin_factor",
    "change_office",
    "change_person",
    "confirm_factor",
    "create_person",
    "deactivate",
    "delegate",
    "end_absence",
    "grant_gate",
    "grant_role",
    "issue_password",
    "name_leader",
    "note_refusal",
    "pending_factor",
    "register_absence",
    "remake_recovery_codes",
    "remove_factor",
    "revoke_delegation",
    "set_factor_roles",
    "set_password",
    "show_factor",
    "unlock",
    "withdraw_role",
]
