"""Judges the rows of a list of new people: every row gets its faults, or a login and a sealed password."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.user_fields import (
    BadUserField,
    UserFault,
    UserField,
    UserWhy,
    judged_login,
    judged_name,
    judged_password,
)
from services.ticked_lists import folded
from services.user_import_cards import Alike
from services.user_import_draft import DRAFT_PURPOSE, Prepared
from services.user_rows import free_logins, living, taken
from services.user_secrets import UserSecrets
from services.user_sheet import SheetRow

_Value = TypeVar("_Value")


async def judged(
    connection: BaseDBAsyncClient, contract_id: int, rows: Sequence[SheetRow], secrets: UserSecrets
) -> tuple[Prepared, ...]:
    """The rows in their order; those without a login get one of digits."""
    typed = [row.login.strip().lower() for row in rows if row.login.strip()]
    gone, twice = await taken(sorted(set(typed))), {login for login, n in Counter(typed).items() if n > 1}
    ready = iter(await free_logins(connection, len(rows) - len(typed), set(typed)) if len(rows) > len(typed) else [])
    return await _compared(
        contract_id, [_one(row, "" if row.login.strip() else next(ready), gone, twice, secrets) for row in rows]
    )


async def _compared(contract_id: int, people: Sequence[Prepared]) -> tuple[Prepared, ...]:
    """With a sign at each name that somebody of the contract, or another one of the list, has too."""
    there = {_alike(str(name)) for name in await living(contract_id).values_list("name", flat=True)}
    times = Counter(_alike(each.name) for each in people)
    return tuple(replace(each, alike=_sign(_alike(each.name), there, times)) for each in people)


def _sign(name: str, there: set[str], times: Counter[str]) -> Alike | None:
    if name in there:
        return Alike.AT_WORK
    return Alike.IN_LIST if times[name] > 1 else None


def _alike(name: str) -> str:
    return " ".join(folded(name).split())


def _one(row: SheetRow, ready: str, gone: set[str], twice: set[str], secrets: UserSecrets) -> Prepared:
    faults: list[UserFault] = []
    name = _try(lambda: judged_name(row.name), "", faults)
    login = ready or _try(lambda: _login(row.login, gone, twice), "", faults)
    password = row.password.strip()
    if password:
        password = _try(lambda: judged_password(password, login=login, name=name), "", faults)
    if row.bad_role:
        faults.append(UserFault(UserField.ROLE, UserWhy.CHOICE))
    if row.left_over:
        faults.append(UserFault(UserField.ROW, UserWhy.COLUMNS))
    secret_id, sealed = secrets.resealed(password, DRAFT_PURPOSE) if password and not faults else ("", "")
    shown = name or _shown(row.name)
    login, bad_role = login or _shown(row.login), _shown(row.bad_role)
    return Prepared(row.number, shown, login, row.role, tuple(faults), secret_id, sealed, bad_role=bad_role)


def _login(text: str, gone: set[str], twice: set[str]) -> str:
    login = judged_login(text)
    if login in twice:
        raise BadUserField(UserField.LOGIN, UserWhy.TWICE)
    if login in gone:
        raise BadUserField(UserField.LOGIN, UserWhy.TAKEN)
    return login


def _try(judge: Callable[[], _Value], otherwise: _Value, faults: list[UserFault]) -> _Value:
    try:
        return judge()
    except BadUserField as refused:
        faults.append(refused.fault)
        return otherwise


def _shown(text: str) -> str:
    """What was written, short enough to be pointed at."""
    return " ".join("".join(char for char in text if char.isprintable()).split())[:64]
