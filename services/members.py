"""The door: who a Telegram person is, and one-time invitations into a contract."""

from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.access import MEMBER_ROLES, Role
from domain.journal import COMMAND_LINE, Deed
from domain.language import Language, nearest
from models import Contract, Invite, Member, Person
from services import audit, invites, sessions, visits
from services.cards import MemberCard, Visitor
from services.errors import AlreadyAdministratorError, InviteError, NotFoundError
from services.people_cards import Inviter
from services.vault import hash_token, new_token

INVITE_LASTS = invites.LASTS


class MemberService:
    """Persons, memberships and invitations."""

    def __init__(self, timezone: str) -> None:
        self._timezone = timezone

    async def identify(self, telegram_id: int, language: str) -> Visitor:
        """Who is at the door. ``language`` is Telegram's guess, used until the person has chosen."""
        person = await Person.get_or_none(telegram_id=telegram_id)
        if person is None:
            return Visitor(telegram_id, nearest(language))
        return Visitor(
            telegram_id,
            person.language,
            _current(person, await self._memberships(person)) or await visits.visiting(person),
            person.menu_message_id,
            blocked=person.blocked_at is not None,
            support=person.is_support,
        )

    async def contracts(self, telegram_id: int) -> tuple[MemberCard, ...]:
        """Every contract the person is in, oldest membership first."""
        person = await Person.get_or_none(telegram_id=telegram_id)
        return tuple(await self._memberships(person)) if person else ()

    async def switch(self, telegram_id: int, contract_id: int, now: datetime) -> MemberCard:
        """Make one of the person's contracts the current one; ``NotFoundError`` for any other."""
        for card in await self.contracts(telegram_id):
            if card.contract_id == contract_id:
                async with in_transaction():
                    await visits.end(await Person.get(id=card.person_id), now)
                    await Person.filter(id=card.person_id).update(current_contract_id=contract_id)
                return card
        raise NotFoundError

    async def invite(
        self,
        contract_number: str,
        role: Role,
        now: datetime,
        client: str | None = None,
        lasts: timedelta = INVITE_LASTS,
    ) -> str:
        """Make a one-time token. With ``client`` a missing contract is created, else it is ``NotFoundError``.

        ``ValueError`` for support: no invitation makes it.
        """
        if role not in MEMBER_ROLES:
            raise ValueError(f"nobody is invited as {role}")
        async with in_transaction():
            contract = await Contract.get_or_none(number=contract_number)
            if contract is None:
                contract = await self._create_contract(contract_number, client, now)
            token = new_token()
            await Invite.create(
                contract=contract, role=role, token_hash=hash_token(token), created_at=now, expires_at=now + lasts
            )
            await audit.by_program(contract.id, COMMAND_LINE, Deed.INVITE, f"role {role}", now)
        return token

    async def redeem(
        self, token: str, telegram_id: int, name: str, username: str, language: str, now: datetime
    ) -> MemberCard:
        """Use a one-time token: the person becomes a member and the contract his current one.

        Raises ``InviteError`` for a token that is unknown, used, revoked or expired. A member who comes again with
        a fresh token gets its role; an administrator loses his by none (``AlreadyAdministratorError``, and the
        token stays good). Who receives alerts is told of the incidents that are open.
        """
        async with in_transaction():
            invite = await self._claim(token, now)
            person = await _remember(telegram_id, name, username, language, now)
            await Invite.filter(id=invite.id).update(used_by_id=person.id)
            await visits.end(person, now)
            person.current_contract_id = invite.contract_id
            await person.save(update_fields=["current_contract_id"])
            await _join(invite, person, now)
            await self._alert(person, now)
            joined = await Member.get(contract_id=invite.contract_id, person_id=person.id).select_related("contract")
            card = visits.card(person, joined.contract, joined.role)
            await audit.by_member(card, Deed.JOIN, f"person {person.id}", now, invite.role.value)
        return card

    async def inviter(self, token: str) -> Inviter | None:
        """Who made this invitation, if a person did and is in its contract still, or is support."""
        invite = await Invite.get_or_none(token_hash=hash_token(token)).select_related("created_by")
        author = invite.created_by if invite else None
        if invite is None or author is None:
            return None
        stays = author.is_support or await Member.exists(contract_id=invite.contract_id, person_id=author.id)
        return Inviter(author.telegram_id, author.language) if stays else None

    async def set_language(self, telegram_id: int, language: str) -> None:
        """Remember the language a person chose; strangers are not stored."""
        await Person.filter(telegram_id=telegram_id).update(language=Language(language).value)

    async def set_menu(self, telegram_id: int, message_id: int | None) -> None:
        """Remember the one live menu message of a person's private chat."""
        await Person.filter(telegram_id=telegram_id).update(menu_message_id=message_id)

    async def blocked(self, telegram_id: int, now: datetime) -> None:
        """The person blocked the bot: alerts to him stop until he is back."""
        await Person.filter(telegram_id=telegram_id).update(blocked_at=now)

    async def unblocked(self, telegram_id: int, now: datetime) -> None:
        """The person is back: any message or tap of his proves it. He is told of what is still open."""
        async with in_transaction():
            if await Person.filter(telegram_id=telegram_id, blocked_at__isnull=False).update(blocked_at=None):
                await self._alert(await Person.get(telegram_id=telegram_id), now)

    async def _create_contract(self, number: str, client: str | None, now: datetime) -> Contract:
        if client is None:
            raise NotFoundError(number=number)
        return await Contract.create(number=number, name=client, client=client, timezone=self._timezone, created_at=now)

    async def _claim(self, token: str, now: datetime) -> Invite:
        fresh = Invite.filter(
            token_hash=hash_token(token), used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
        )
        if not await fresh.update(used_at=now):
            raise InviteError
        return await Invite.get(token_hash=hash_token(token))

    async def _memberships(self, person: Person) -> list[MemberCard]:
        rows = await Member.filter(person_id=person.id).order_by("id").select_related("contract")
        return [visits.card(person, row.contract, row.role) for row in rows]

    async def _alert(self, person: Person, now: datetime) -> None:
        for row in await Member.filter(person_id=person.id).order_by("id").select_related("person"):
            await sessions.alert(row, now)


async def _remember(telegram_id: int, name: str, username: str, language: str, now: datetime) -> Person:
    person, created = await Person.get_or_create(
        {"name": name, "username": username, "language": nearest(language).value, "created_at": now},
        telegram_id=telegram_id,
    )
    if not created:
        person.name, person.username, person.blocked_at = name, username, None
        await person.save(update_fields=["name", "username", "blocked_at"])
    return person


async def _join(invite: Invite, person: Person, now: datetime) -> None:
    defaults = {"role": invite.role, "created_at": now}
    member, created = await Member.get_or_create(defaults, contract_id=invite.contract_id, person_id=person.id)
    if not created and member.role is Role.ADMINISTRATOR and invite.role is not Role.ADMINISTRATOR:
        raise AlreadyAdministratorError
    if not created:
        member.role = invite.role
        await member.save(update_fields=["role"])


def _current(person: Person, memberships: list[MemberCard]) -> MemberCard | None:
    """The contract chosen last, else the first; a person of support is in none that he has not chosen."""
    chosen = [card for card in memberships if card.contract_id == person.current_contract_id]
    return next(iter([*chosen, *([] if person.is_support else memberships)]), None)
