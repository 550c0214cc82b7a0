"""Who may do what in a contract: the one table of rights, denied by default."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is in one contract. Support is the provider's own staff, across contracts: no member row or
    invitation ever holds it, a person of support has it in whichever contract he has entered."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    ON_CALL = "on_call"
    SUPPORT = "support"


MEMBER_ROLES = (Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL)
"""Roles that a member can have and an invitation can give."""


class Action(StrEnum):
    """What a person asks of a service; each service method names exactly one."""

    SEE_CONTRACT = "see_contract"
    SEE_LINES = "see_lines"
    SEE_LOG = "see_log"
    CHECK_LINE = "check_line"
    EDIT_LINES = "edit_lines"
    SEE_INCIDENTS = "see_incidents"
    ACKNOWLEDGE = "acknowledge"
    BIND_GROUP = "bind_group"
    SEE_MEMBERS = "see_members"
    INVITE = "invite"
    CHANGE_ROLE = "change_role"
    REMOVE_MEMBER = "remove_member"
    SEE_AUDIT = "see_audit"
    FIND_CONTRACT = "find_contract"
    RESTORE_ACCESS = "restore_access"
    SEE_MONEY = "see_money"
    REQUEST_INVOICE = "request_invoice"
    PROMISE_PAYMENT = "promise_payment"
    IMPORT_STATEMENT = "import_statement"
    SEE_USERS = "see_users"
    EDIT_USERS = "edit_users"
    SEE_CREDENTIALS = "see_credentials"
    LEND_OBSERVER = "lend_observer"
    SEE_PROJECTS = "see_projects"
    EDIT_PROJECTS = "edit_projects"
    MAIL_DOCUMENTS = "mail_documents"


_EVERYBODY = frozenset(Role)
_ALERTED = frozenset({Role.ADMINISTRATOR, Role.ON_CALL})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.SUPPORT})
_SUPPORT = frozenset({Role.SUPPORT})
_PAYERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

RIGHTS: dict[Action, frozenset[Role]] = {
    Action.SEE_CONTRACT: _EVERYBODY,
    Action.SEE_LINES: _EVERYBODY,
    Action.SEE_LOG: _EVERYBODY,
    Action.CHECK_LINE: _ALERTED,
    Action.EDIT_LINES: _ADMINISTRATORS,
    Action.SEE_INCIDENTS: _EVERYBODY,
    Action.ACKNOWLEDGE: _ALERTED,
    Action.BIND_GROUP: _ADMINISTRATORS,
    Action.SEE_MEMBERS: _OVERSEERS,
    Action.INVITE: _ADMINISTRATORS,
    Action.CHANGE_ROLE: _ADMINISTRATORS,
    Action.REMOVE_MEMBER: _ADMINISTRATORS,
    Action.SEE_AUDIT: _OVERSEERS,
    Action.FIND_CONTRACT: _SUPPORT,
    Action.RESTORE_ACCESS: _SUPPORT,
    Action.SEE_MONEY: _PAYERS | _SUPPORT,
    Action.REQUEST_INVOICE: _PAYERS,
    Action.PROMISE_PAYMENT: _PAYERS,
    Action.IMPORT_STATEMENT: _SUPPORT,
    Action.SEE_USERS: _EVERYBODY,
    Action.EDIT_USERS: _ADMINISTRATORS,
    Action.SEE_CREDENTIALS: _ADMINISTRATORS,
    Action.LEND_OBSERVER: _ADMINISTRATORS,
    Action.SEE_PROJECTS: _EVERYBODY,
    Action.EDIT_PROJECTS: _ADMINISTRATORS,
    Action.MAIL_DOCUMENTS: _PAYERS,
}

ALERTED_ROLES = _ALERTED
"""Roles whose members receive alerts in private."""

MONEY_ROLES = _PAYERS
"""Roles whose members are told of the contract's money, unless they asked for silence."""


def may(role: Role, action: Action) -> bool:
    """True where the table grants ``action`` to ``role``; an action missing from the table is denied."""
    return role in RIGHTS.get(action, frozenset())


def allowed(role: Role) -> frozenset[Action]:
    """Every action that ``role`` has: what a screen may offer as buttons."""
    return frozenset(action for action in Action if may(role, action))
