"""Dismissing users: access, links, softphone and projects are gone at once; within ten minutes they can come back."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.queryset import QuerySet

from domain.access import Action
from domain.journal import Deed
from domain.softphones import SoftphoneState
from domain.users import has_softphone
from models import HandOver, Softphone, User
from services import access_changes
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.deletion import ASK_LASTS, Deletion
from services.ports import SipServer
from services.provisioning import end_addresses
from services.user_cards import UserDeletionAsk
from services.user_errors import NobodyTickedError
from services.user_reading import briefs
from services.user_secrets import UserSecrets

ASKED_ABOUT = 20
"""The SIP server is asked about each one by himself, and the question must not wait for a thousand answers."""


class UserDeletion(Deletion[User]):
    """Deletes ticked users. What they had stays sealed in their rows until it can no longer be undone."""

    right, delete_deed, undo_deed = Action.EDIT_USERS, Deed.DELETE_USERS, Deed.UNDO_USERS
    thing, nothing = "user", NobodyTickedError

    def __init__(self, secrets: UserSecrets, server: SipServer) -> None:
        self._writer = AccessWriter(secrets)
        self._server = server

    async def ask(self, member: MemberCard, ids: Sequence[int], now: datetime) -> UserDeletionAsk:
        """Name who is to be deleted. Raises ``NobodyTickedError``."""
        token, users = await self._offered(member, ids, now)
        return UserDeletionAsk(token, await briefs(users, now), now + ASK_LASTS, await self._calling(users))

    async def _calling(self, users: Sequence[User]) -> int:
        """How many are on a call; nobody is asked about once the server does not tell, or in a crowd."""
        logins = [user.login for user in users if user.login and has_softphone(user.role)]
        busy = 0
        for login in logins if len(logins) <= ASKED_ABOUT else []:
            calling = await self._server.calling(login)
            if calling is None:
                break
            busy += calling
        return busy

    def _all(self, member: MemberCard) -> QuerySet[User]:
        return User.filter(contract_id=member.contract_id, erased_at__isnull=True)

    async def _hide(self, connection: BaseDBAsyncClient, rows: Sequence[User], now: datetime) -> None:
        ids = [user.id for user in rows]
        await _versioned(rows, now)
        links = HandOver.filter(user_id__in=ids, used_at__isnull=True, revoked_at__isnull=True)
        await links.filter(expires_at__gt=now).update(revoked_at=now)
        await end_addresses(*ids)
        await Softphone.filter(user_id__in=ids).update(state=SoftphoneState.OFFLINE, since=now, reason="")
        told = await access_changes.known(rows)
        changes = [access_changes.removal(user, cabinet_login) for user, cabinet_login in told]
        await self._writer.tell(connection, rows[0].contract_id, changes, now)

    async def _bring_back(self, connection: BaseDBAsyncClient, rows: Sequence[User], now: datetime) -> None:
        await _versioned(rows, None)
        await self._writer.tell(connection, rows[0].contract_id, await self._writer.whole(rows), now)

    async def _gone(self, rows: Sequence[User]) -> None:
        await self._server.drop([user.login for user in rows if user.login and user.sip_ha1])

    def _details(self, row: User) -> str:
        """The row stays, so its name need not be in the journal, from where it would have to be erased."""
        return ""


async def _versioned(rows: Sequence[User], deleted_at: datetime | None) -> None:
    for user in rows:
        user.deleted_at, user.version = deleted_at, user.version + 1
    await User.bulk_update(rows, fields=["deleted_at", "version"], batch_size=200)
