"""Writes a change of a user: the row, what hangs on it, the journal, and the feed of the projects service."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.journal import Deed
from domain.softphones import SoftphoneReason
from domain.user_fields import judged_name, judged_role
from domain.users import UserRole, has_softphone
from models import Softphone, User
from services import access_changes, audit, softphone_details
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.user_errors import ExternalObserverError, UserChangedError
from services.user_facts import UserChange
from services.user_passwords import UserPasswords
from services.user_rows import own_login
from services.user_secrets import NO_SOFTPHONE, UserSecrets


class UserWriter:
    """Works inside the caller's transaction, on a locked row."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._passwords = UserPasswords(secrets)
        self._writer = AccessWriter(secrets)

    async def write(
        self,
        connection: BaseDBAsyncClient,
        member: MemberCard,
        user: User,
        change: UserChange,
        version: int,
        now: datetime,
    ) -> list[str]:
        """Write it; the logins whose registrations end. Raises ``BadUserField``, ``UserChangedError`` and
        ``ExternalObserverError``."""
        if user.version != version:
            raise UserChangedError
        name = user.name if change.name is None else judged_name(change.name)
        renamed, before = name != user.name, (user.login or "", user.role)
        user.name = name
        await self._identity(user, change)
        if not renamed and before == (user.login, user.role):
            return []
        user.version += 1
        await user.save()
        if before[0] != user.login:
            await softphone_details.replaced(user.id, SoftphoneReason.NEW_LOGIN, now)
        await self._told(connection, member, user, before, now, renamed=renamed)
        return [before[0]] if before[0] != user.login or not has_softphone(user.role) else []

    async def _identity(self, user: User, change: UserChange) -> None:
        """Another login or role, with what hangs on them: HA1 holds the login, the role brings the softphone."""
        role = user.role if change.role is None else judged_role(change.role)
        moved = change.login is not None and change.login.strip().lower() != (user.login or "")
        if moved or role is not user.role:
            refuse_external(user)
        if moved:
            user.login = await own_login(change.login or "")
        if has_softphone(role) and (moved or not has_softphone(user.role)):
            self._passwords.fit_softphone(user)
        if not has_softphone(role):
            user.update_from_dict(dict(NO_SOFTPHONE))
            await Softphone.filter(user_id=user.id).delete()
        user.role = role

    async def _told(
        self,
        connection: BaseDBAsyncClient,
        member: MemberCard,
        user: User,
        before: tuple[str, UserRole],
        now: datetime,
        *,
        renamed: bool,
    ) -> None:
        login, role = before
        moved = login != (user.login or "")
        if renamed or moved:
            changed = ", ".join(word for word, true in (("name", renamed), ("login", moved)) if true)
            await audit.by_member(member, Deed.EDIT_USER, f"user {user.id}", now, changed)
        if role is not user.role:
            await audit.by_member(member, Deed.USER_ROLE, f"user {user.id}", now, user.role.value)
        changes = await access_changes.told_anew([user], login if moved else "") if renamed or moved else []
        if role is not user.role:
            changes.append(access_changes.role(user))
        await self._writer.tell(connection, member.contract_id, changes, now)


def refuse_external(user: User) -> None:
    """Raise ``ExternalObserverError``: his login, password and role are not ours to set."""
    if user.role is UserRole.EXTERNAL_OBSERVER:
        raise ExternalObserverError
