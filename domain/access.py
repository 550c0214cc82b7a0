"""Who may do what in a contract: the one table of rights, denied by default."""

from enum import StrEnum


class Role(StrEnum):
    """A member's role in one contract. Support is the provider's own staff, across contracts."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    ON_CALL = "on_call"


class Action(StrEnum):
    """What a person asks of a service; each service method names exactly one."""

    SEE_LINES = "see_lines"
    SEE_LOG = "see_log"
    CHECK_LINE = "check_line"
    SEE_INCIDENTS = "see_incidents"
    ACKNOWLEDGE = "acknowledge"
    BIND_GROUP = "bind_group"


_EVERYBODY = frozenset(Role)
_ALERTED = frozenset({Role.ADMINISTRATOR, Role.ON_CALL})

RIGHTS: dict[Action, frozenset[Role]] = {
    Action.SEE_LINES: _EVERYBODY,
    Action.SEE_LOG: _EVERYBODY,
    Action.CHECK_LINE: _ALERTED,
    Action.SEE_INCIDENTS: _EVERYBODY,
    Action.ACKNOWLEDGE: _ALERTED,
    Action.BIND_GROUP: frozenset({Role.ADMINISTRATOR}),
}

ALERTED_ROLES = _ALERTED
"""Roles whose members receive alerts in private."""


def may(role: Role, action: Action) -> bool:
    """True where the table grants ``action`` to ``role``; an action missing from the table is denied."""
    return role in RIGHTS.get(action, frozenset())


def allowed(role: Role) -> frozenset[Action]:
    """Every action that ``role`` has: what a screen may offer as buttons."""
    return frozenset(action for action in Action if may(role, action))
