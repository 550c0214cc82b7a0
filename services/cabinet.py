"""The login of a contract's administrator in the provider's cabinet: by it other clients add him as an observer."""

import re
from datetime import datetime

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from domain.journal import COMMAND_LINE, Deed
from models import Contract, User
from services import audit
from services.errors import NotFoundError

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?")


class CabinetLoginError(Exception):
    """The login cannot be that of the contract. The message says why and what to do."""


async def set_login(contract_number: str, login: str | None, now: datetime) -> str | None:
    """The contract's login from now on (None: it has none), as it is kept: without case.

    Raises :class:`CabinetLoginError` for a login that cannot be one or is another contract's, and
    ``NotFoundError`` for a contract that is not there.
    """
    kept = judged(login) if login is not None else None
    contract = await Contract.get_or_none(number=contract_number)
    if contract is None:
        raise NotFoundError(number=contract_number)
    if kept is not None and await User.filter(login=kept).exists():
        raise CabinetLoginError(f"The login {kept} belongs to a user of the call centre; change that one first.")
    try:
        async with in_transaction():
            await Contract.filter(id=contract.id).update(cabinet_login=kept)
            await audit.by_program(contract.id, COMMAND_LINE, Deed.CABINET_LOGIN, "", now, kept or "")
    except IntegrityError:
        raise CabinetLoginError(f"The login {kept} belongs to another contract; remove it there first.") from None
    return kept


def judged(login: str) -> str:
    """The login without case and outer spaces. Raises :class:`CabinetLoginError`."""
    kept = login.strip().lower()
    if not _LOGIN.fullmatch(kept):
        raise CabinetLoginError(
            "A cabinet login has 1 to 64 Latin letters and digits, with . _ @ - inside; copy it from the cabinet."
        )
    return kept
