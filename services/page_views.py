"""Details on our own page for the administrator himself, where the installation keeps secrets out of Telegram."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.transactions import in_transaction

from domain.access import Action, may
from domain.journal import Deed
from models import Confirmation, Contract, Member, User
from services import access, audit
from services.cards import MemberCard
from services.credentials import CredentialService
from services.hand_over_cards import HandedOver, HandOverFace, PageLink
from services.passwords import grouped, new_code, typed_code
from services.provisioning import URL_LASTS, mint, setup_url
from services.user_changes import refuse_external
from services.user_errors import HandOverGoneError
from services.vault import hash_token

LASTS = timedelta(minutes=10)
_ACTION = "details"
_KEPT = 32
"""Hexadecimal digits of the hash that a row of ``Confirmation`` holds."""


class PageViews:
    """One-time addresses: unlike a hand-over, one that nobody opens changes no password. ``page`` is PUBLIC_URL."""

    def __init__(self, credentials: CredentialService, page: str) -> None:
        self._credentials, self._page = credentials, page

    async def make(self, member: MemberCard, user_id: int, now: datetime) -> PageLink:
        """An address for ten minutes. Raises ``ExternalObserverError``."""
        access.require(member, Action.SEE_CREDENTIALS)
        user = await access.own_user(member, user_id)
        refuse_external(user)
        code = new_code()
        async with in_transaction():
            await Confirmation.create(
                contract_id=member.contract_id,
                person_id=member.person_id,
                action=_ACTION,
                token=_kept(code),
                ids=json.dumps([user.id]),
                expires_at=now + LASTS,
            )
            await audit.by_member(member, Deed.REVEAL, f"user {user.id}", now)
        url = f"{self._page}/h/{grouped(code)}"
        return PageLink(user.id, user.name, url, now + LASTS, now, member.zone)

    async def look(self, code: str, now: datetime) -> HandOverFace:
        """Whose details wait; burns nothing. Raises ``HandOverGoneError``."""
        row, user = await self._waiting(code, now)
        contract = await Contract.get(id=row.contract_id)
        return HandOverFace(
            contract_name=contract.name,
            name=user.name,
            expires_at=row.expires_at,
            page_only=True,
            page_url="",
            own=False,
            now=now,
            zone=ZoneInfo(contract.timezone),
        )

    async def take(self, code: str, now: datetime) -> HandedOver:
        """The press: the details, once, while he who made the address may see them. Raises ``HandOverGoneError``."""
        row, user = await self._waiting(code, now)
        async with in_transaction():
            if not await Confirmation.filter(id=row.id, used_at__isnull=True, expires_at__gt=now).update(used_at=now):
                raise HandOverGoneError
            credentials = await self._credentials.of(user)
            token = await mint(user, now) if credentials.sip_server else ""
        zone = ZoneInfo((await Contract.get(id=row.contract_id)).timezone)
        return HandedOver(credentials, token, setup_url(self._page, token), now + URL_LASTS, now, zone)

    async def _waiting(self, code: str, now: datetime) -> tuple[Confirmation, User]:
        if not code.isascii():
            raise HandOverGoneError
        there = Confirmation.filter(token=_kept(typed_code(code)), action=_ACTION, used_at__isnull=True)
        row = await there.filter(expires_at__gt=now).first()
        member = await Member.get_or_none(contract_id=row.contract_id, person_id=row.person_id) if row else None
        if row is None or member is None or not may(member.role, Action.SEE_CREDENTIALS):
            raise HandOverGoneError
        user = await User.get_or_none(id=json.loads(row.ids)[0], contract_id=row.contract_id, deleted_at=None)
        if user is None:
            raise HandOverGoneError
        return row, user


def _kept(code: str) -> str:
    return hash_token(code)[:_KEPT]
