"""One user at a time: seen, added, changed, given a new password. What is set here takes effect at once."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.journal import Deed
from domain.user_fields import BadUserField, UserFault, UserField, UserWhy, judged_name, judged_role
from domain.users import PasswordOf
from models import User
from services import access, audit
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.ports import SipServer
from services.user_cards import TroubleCard, UserCard
from services.user_changes import UserWriter, refuse_external
from services.user_errors import UserFieldError
from services.user_facts import NewUser, Places, UserChange
from services.user_passwords import UserPasswords
from services.user_reading import card_of, softphone_of
from services.user_rows import free_logins, locked, own_login
from services.user_secrets import UserSecrets


class UserService:
    """Users of the member's own contract; a foreign one reads like one that is not there."""

    def __init__(self, secrets: UserSecrets, server: SipServer, places: Places) -> None:
        self._secrets, self._server, self._places = secrets, server, places
        self._passwords = UserPasswords(secrets)
        self._writer = AccessWriter(secrets)
        self._changes = UserWriter(secrets)

    @property
    def served(self) -> bool:
        """Whether there is a SIP server that softphones register at: without one nothing is known of them."""
        return bool(self._places.sip_server)

    async def card(self, member: MemberCard, user_id: int, now: datetime) -> UserCard:
        """One user; a dismissed one too, until his data are erased."""
        access.require(member, Action.SEE_USERS)
        return await card_of(member, await access.own_user(member, user_id, dismissed=True), now)

    async def ready_login(self, member: MemberCard) -> str:
        """A login that nobody has, to be offered in a form."""
        access.require(member, Action.EDIT_USERS)
        async with in_transaction() as connection:
            return (await free_logins(connection, 1))[0]

    async def check_login(self, member: MemberCard, text: str) -> str:
        """The typed login as it would be kept. Raises ``UserFieldError``."""
        access.require(member, Action.EDIT_USERS)
        try:
            return await own_login(text)
        except BadUserField as refused:
            raise UserFieldError.of(refused) from None

    async def add(self, member: MemberCard, new: NewUser, now: datetime) -> int:
        """Add a user; his id. Raises ``UserFieldError`` for what cannot stand, and nothing is saved."""
        access.require(member, Action.EDIT_USERS)
        try:
            async with in_transaction() as connection:
                user = await self._new_row(connection, member, new, now)
                await user.save()
                await audit.by_member(member, Deed.ADD_USER, f"user {user.id}", now)
                await self._writer.tell(connection, member.contract_id, self._writer.new(user), now)
        except BadUserField as refused:
            raise UserFieldError.of(refused) from None
        except IntegrityError:
            raise _taken() from None
        return int(user.id)

    async def change(
        self, member: MemberCard, user_id: int, change: UserChange, version: int, now: datetime
    ) -> UserCard:
        """Change name, login or role; a role gives or takes the softphone.

        Raises ``UserFieldError``, and ``UserChangedError`` where ``version`` is not the card's any more.
        """
        access.require(member, Action.EDIT_USERS)
        try:
            async with in_transaction() as connection:
                user = await locked(member, user_id)
                dropped = await self._changes.write(connection, member, user, change, version, now)
        except BadUserField as refused:
            raise UserFieldError.of(refused) from None
        except IntegrityError:
            raise _taken() from None
        await self._server.drop(dropped)
        return await self.card(member, user_id, now)

    async def set_password(
        self, member: MemberCard, user_id: int, which: PasswordOf, now: datetime, typed: str = ""
    ) -> UserCard:
        """Give a new password, or two; ``typed`` is judged, "" makes one. The old one is refused at once.

        Raises ``UserFieldError`` and ``ExternalObserverError``.
        """
        access.require(member, Action.EDIT_USERS)
        async with in_transaction() as connection:
            user = await locked(member, user_id)
            refuse_external(user)
            try:
                changes = await self._passwords.renew(user, which, now, typed)
            except BadUserField as refused:
                raise UserFieldError.of(refused) from None
            await audit.by_member(member, Deed.USER_PASSWORD, f"user {user.id}", now, which.value)
            await self._writer.tell(connection, member.contract_id, changes, now)
        if which is not PasswordOf.ACCESS and user.login:
            await self._server.drop([user.login])
        return await self.card(member, user_id, now)

    async def trouble(self, member: MemberCard, user_id: int, now: datetime) -> TroubleCard:
        """Advice first: what to compare before a new password, and whether he is on a call."""
        access.require(member, Action.EDIT_USERS)
        user = await access.own_user(member, user_id)
        refuse_external(user)
        phone = await softphone_of(user)
        return TroubleCard(
            id=user.id,
            name=user.name,
            projects_url=self._places.projects_url,
            login=user.login or "",
            sip_server=self._places.sip_server if phone else "",
            softphone=phone,
            calling=await self._server.calling(user.login) if phone and user.login else None,
            may=allowed(member.role),
            now=now,
            zone=member.zone,
        )

    async def _new_row(self, connection: BaseDBAsyncClient, member: MemberCard, new: NewUser, now: datetime) -> User:
        name, role = judged_name(new.name), judged_role(new.role)
        login = await own_login(new.login) if new.login.strip() else (await free_logins(connection, 1))[0]
        user = User(contract_id=member.contract_id, name=name, role=role, login=login, created_at=now, version=1)
        return self._passwords.fill(user, now, new.password, new.sip_password)


def _taken() -> UserFieldError:
    return UserFieldError(UserFault(UserField.LOGIN, UserWhy.TAKEN))
