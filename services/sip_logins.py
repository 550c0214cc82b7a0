"""Logins at our SIP server: a softphone's and a gateway's are of one kind, so nobody has a login that another has.

Whose a login is, and of which contract, is never told.
"""

from collections.abc import Sequence

from domain.line_fields import BadField, LineField, Why
from models import Line, User
from services.line_form_cards import FieldProblem
from services.line_form_draft import Form
from services.line_form_values import registers_to_us

_ACCOUNT = frozenset({LineField.USER, LineField.TYPE, LineField.REGISTERS_TO_US})


async def of_gateways(logins: Sequence[str]) -> set[str]:
    """Those of the logins that a gateway of any contract registers to us with."""
    gateways = Line.filter(user__in=list(logins), registers_to_us=True, deleted_at__isnull=True)
    return set(map(str, await gateways.values_list("user", flat=True)))


async def refuse_taken(contract_id: int, form: Form) -> None:
    """Raises ``FieldProblem`` for a gateway with the login of a softphone, or of a gateway of another contract.

    A gateway of the same contract with this login is asked about (``services.line_twins``). A line that is not changed
    in this stays as it is: the doctor tells of it.
    """
    login = form.value(LineField.USER)
    new = form.line_id is None or bool(form.changed & _ACCOUNT)
    if new and isinstance(login, str) and login and registers_to_us(form) and await _taken(contract_id, login):
        raise FieldProblem(BadField(LineField.USER, Why.TAKEN))


async def _taken(contract_id: int, login: str) -> bool:
    theirs = Line.filter(user=login, registers_to_us=True, deleted_at__isnull=True).exclude(contract_id=contract_id)
    return await User.filter(login=login.lower()).exists() or await theirs.exists()


async def in_conflict() -> list[tuple[str, str]]:
    """Gateways that cannot log in, for somebody else has their login: number of the contract, name of the line."""
    gateways = Line.filter(registers_to_us=True, enabled=True, deleted_at__isnull=True).select_related("contract")
    lines = await gateways.order_by("id")
    users = User.filter(login__in=[line.user for line in lines])
    had = set(map(str, await users.values_list("login", flat=True)))
    found = []
    for line in lines:
        if line.user in had:
            found.append((line.contract.number, line.name))
        had.add(line.user)
    return found
