"""The table of rights: denied by default."""

import pytest

from domain.access import ALERTED_ROLES, MEMBER_ROLES, RIGHTS, Action, Role, allowed, may

OF_SUPPORT_ALONE = {Action.FIND_CONTRACT, Action.RESTORE_ACCESS, Action.IMPORT_STATEMENT}
MONEY = {Action.SEE_MONEY, Action.REQUEST_INVOICE, Action.PROMISE_PAYMENT, Action.MAIL_DOCUMENTS}
LOOKING = {
    Action.SEE_CONTRACT,
    Action.SEE_LINES,
    Action.SEE_LOG,
    Action.SEE_INCIDENTS,
    Action.SEE_USERS,
    Action.SEE_PROJECTS,
}
EXPECTED = {
    Role.ADMINISTRATOR: set(Action) - OF_SUPPORT_ALONE,
    Role.MANAGER: LOOKING | MONEY,
    Role.ON_CALL: LOOKING | {Action.CHECK_LINE, Action.ACKNOWLEDGE},
    Role.SUPPORT: LOOKING | OF_SUPPORT_ALONE | {Action.SEE_MEMBERS, Action.SEE_AUDIT, Action.SEE_MONEY},
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_exactly_what_the_manual_grants_it(role: Role) -> None:
    assert allowed(role) == EXPECTED[role]


@pytest.mark.parametrize("role", Role)
def test_an_action_that_is_not_in_the_table_is_denied(role: Role) -> None:
    kept = RIGHTS.pop(Action.SEE_LINES)
    try:
        assert not may(role, Action.SEE_LINES)
    finally:
        RIGHTS[Action.SEE_LINES] = kept


def test_every_action_is_granted_to_somebody() -> None:
    assert all(RIGHTS.get(action) for action in Action)


def test_managers_and_support_receive_no_alerts() -> None:
    assert {Role.ADMINISTRATOR, Role.ON_CALL} == ALERTED_ROLES


def test_nobody_can_be_invited_as_support() -> None:
    assert set(MEMBER_ROLES) == set(Role) - {Role.SUPPORT}


def test_support_sees_all_but_credentials_and_changes_only_what_is_its_own() -> None:
    sights = {action for action in allowed(Role.ADMINISTRATOR) if action.value.startswith("see_")}
    sights -= {Action.SEE_CREDENTIALS}
    assert sights <= allowed(Role.SUPPORT)
    assert allowed(Role.SUPPORT) - sights == OF_SUPPORT_ALONE
