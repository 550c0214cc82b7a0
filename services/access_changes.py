"""Writes the feed of access changes, in the transaction of the change itself."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.users import AccessKind, ObserverState, UserRole
from models import AccessChange, Admission, Observation, User
from services import numbering
from services.user_secrets import UserSecrets

SERIES = "access changes"
FEED_PURPOSE = "access change password"
_BATCH = 500


@dataclass(frozen=True)
class Change:
    """One record to be: ``payload`` without secrets; a password apart, to be sealed."""

    kind: AccessKind
    user_id: int
    payload: dict[str, object]
    password: str = field(default="", repr=False)


class AccessWriter:
    """Numbers the records under a lock that lasts until the caller's transaction ends, so call it last in there."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._secrets = secrets

    async def tell(
        self, connection: BaseDBAsyncClient, contract_id: int, changes: Sequence[Change], now: datetime
    ) -> None:
        """Append the changes in this order."""
        if not changes:
            return
        numbers = await numbering.take(connection, SERIES, len(changes))
        rows = [self._row(number, contract_id, change, now) for number, change in zip(numbers, changes, strict=True)]
        await AccessChange.bulk_create(rows, batch_size=_BATCH)

    def _row(self, number: int, contract_id: int, change: Change, now: datetime) -> AccessChange:
        secret_id, sealed = self._secrets.resealed(change.password, FEED_PURPOSE) if change.password else ("", "")
        return AccessChange(
            id=number,
            contract_id=contract_id,
            kind=change.kind,
            user_id=change.user_id,
            payload=json.dumps(change.payload, ensure_ascii=False),
            secret_id=secret_id,
            sealed_password=sealed,
            at=now,
        )

    async def whole(self, users: Iterable[User]) -> list[Change]:
        """All that the projects service is to know of these users, as if it had never heard of them."""
        users = list(users)
        told = {user.id: (user, cabinet_login) for user, cabinet_login in await known(users)}
        changes = await told_anew(users)
        changes += [self.password(user) for user, _ in told.values() if user.sealed_password]
        admissions = Admission.filter(user_id__in=list(told)).order_by("id").select_related("project")
        return changes + [
            admission(told[row.user_id][0], row.project.outside_id, told[row.user_id][1], admitted=True)
            for row in await admissions
        ]

    def new(self, user: User) -> list[Change]:
        """Somebody new of the contract's own people, with his password."""
        return [described(user), self.password(user)]

    def password(self, user: User) -> Change:
        """His password, as the row has it now."""
        return Change(AccessKind.PASSWORD, user.id, known_as(user), self._secrets.password(user))


async def known(users: Sequence[User]) -> list[tuple[User, str]]:
    """Users whom the projects service knows, with the cabinet login of those who have no login of ours.

    It is told of an external observer when his contract has confirmed him, and not before.
    """
    guests = await _guests(users)
    there = [user for user in users if user.role is not UserRole.EXTERNAL_OBSERVER or user.id in guests]
    return [(user, guests[user.id].cabinet_login if user.id in guests else "") for user in there]


async def told_anew(users: Sequence[User], former_login: str = "") -> list[Change]:
    """Who they are, of those whom the projects service knows; ``former_login`` as in :func:`described`."""
    guests = await _guests(users)
    return [
        described(user, former_login, cabinet_login, guests[user.id].until if user.id in guests else None)
        for user, cabinet_login in await known(users)
    ]


async def _guests(users: Sequence[User]) -> dict[int, Observation]:
    """Confirmed external observers among them, by the user's id."""
    ids = [user.id for user in users if user.role is UserRole.EXTERNAL_OBSERVER]
    rows = await Observation.filter(user_id__in=ids, state=ObserverState.CONFIRMED) if ids else []
    return {row.user_id: row for row in rows}


def known_as(user: User, cabinet_login: str = "") -> dict[str, object]:
    """How the projects service knows him: by a login of ours, or by that of the cabinet."""
    return {"cabinet_login": cabinet_login} if cabinet_login else {"login": user.login or user.former_login}


def described(user: User, former_login: str = "", cabinet_login: str = "", until: date | None = None) -> Change:
    """Who he is; ``former_login`` where he was known by another one until now, ``until`` an observer's last day."""
    about = {**known_as(user, cabinet_login), "name": user.name, "role": user.role.value}
    more = {"former_login": former_login, "until": until.isoformat() if until else ""}
    return Change(AccessKind.USER, user.id, {**about, **{key: value for key, value in more.items() if value}})


def admission(user: User, project: str, cabinet_login: str = "", *, admitted: bool) -> Change:
    """He may, or may no longer, work in the project of this outside id."""
    about = {**known_as(user, cabinet_login), "project": project, "admitted": admitted}
    return Change(AccessKind.ADMISSION, user.id, about)


def role(user: User) -> Change:
    """His role, as the row has it now."""
    return Change(AccessKind.ROLE, user.id, {**known_as(user), "role": user.role.value})


def removal(user: User, cabinet_login: str = "") -> Change:
    """He may not log in any more, nor work in any project."""
    return Change(AccessKind.REMOVAL, user.id, known_as(user, cabinet_login))
