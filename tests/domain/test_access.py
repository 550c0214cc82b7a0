"""The table of rights: denied by default."""

import pytest

from domain.access import ALERTED_ROLES, RIGHTS, Action, Role, allowed, may

EXPECTED = {
    Role.ADMINISTRATOR: set(Action),
    Role.MANAGER: {Action.SEE_LINES, Action.SEE_LOG, Action.SEE_INCIDENTS},
    Role.ON_CALL: set(Action) - {Action.BIND_GROUP},
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


def test_managers_receive_no_alerts() -> None:
    assert {Role.ADMINISTRATOR, Role.ON_CALL} == ALERTED_ROLES
