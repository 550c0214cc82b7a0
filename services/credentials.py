"""Details of users for the administrator: each showing is in the journal. His own are not among them: they are no
user's, and support alone restores them."""

from datetime import datetime

from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.journal import Deed
from domain.users import UserRole
from models import Contract, User
from services import access, audit
from services.cards import MemberCard
from services.hand_over_cards import CredentialBrief, CredentialCard, Credentials, CredentialsPage
from services.pages import cut
from services.selections import Selections
from services.ticked_lists import saying, searched
from services.user_changes import refuse_external
from services.user_errors import PageOnlyError
from services.user_facts import Places
from services.user_reading import hand_over_of
from services.user_rows import living
from services.user_secrets import UserSecrets

ROWS = 7


class CredentialService:
    """Shows details. ``page_only``: the installation keeps secrets out of Telegram altogether; ``page`` is PUBLIC_URL,
    "" where there is no page."""

    def __init__(self, secrets: UserSecrets, places: Places, *, page_only: bool, page: str = "") -> None:
        self._secrets, self._places, self._page_only, self._page = secrets, places, page_only, page
        self._selections = Selections("credentials")

    @property
    def page_only(self) -> bool:
        """Whether details are shown on the page alone."""
        return self._page_only

    async def set_search(self, member: MemberCard, text: str, now: datetime) -> None:
        """Keep what the person typed to filter the list by; "" shows all again."""
        access.require(member, Action.SEE_CREDENTIALS)
        ticks = await self._selections.read(member, now)
        ticks.search = searched(text)
        await self._selections.keep(member, ticks, now)

    async def found(self, member: MemberCard, page: int, now: datetime) -> CredentialsPage:
        """A page of those whom the kept search finds."""
        kept = await self._selections.read(member, now)
        return await self.page(member, page, now, kept.search)

    async def card(self, member: MemberCard, user_id: int, now: datetime) -> CredentialCard:
        """Whose details they are, without a secret. Raises ``ExternalObserverError``."""
        access.require(member, Action.SEE_CREDENTIALS)
        user = await access.own_user(member, user_id)
        refuse_external(user)
        return CredentialCard(
            user_id=user.id,
            name=user.name,
            login=user.login or "",
            role=user.role,
            projects_url=self._places.projects_url,
            sip_server=self._places.sip_server if user.sealed_sip_password else "",
            hand_over=await hand_over_of(user, now),
            page_only=self._page_only,
            page=bool(self._page),
            may=allowed(member.role),
            now=now,
            zone=member.zone,
        )

    async def page(self, member: MemberCard, page: int, now: datetime, search: str = "") -> CredentialsPage:
        """A page of people with details of ours, by name; no secret is in it."""
        access.require(member, Action.SEE_CREDENTIALS)
        query = living(member.contract_id).exclude(role=UserRole.EXTERNAL_OBSERVER)
        if search.split():
            query = query.filter(id__in=saying(await query.values_list("id", "name", "login"), search))
        total = await query.count()
        place = cut(page, total, ROWS)
        rows = await query.order_by("name", "id").offset(place.offset).limit(ROWS)
        return CredentialsPage(
            contract_name=member.contract_name,
            items=tuple([await _brief(row, now) for row in rows]),
            page=place.page,
            pages=place.pages,
            total=total,
            search=search,
            page_only=self._page_only,
            may=allowed(member.role),
            now=now,
            zone=member.zone,
        )

    async def reveal(self, member: MemberCard, user_id: int, now: datetime) -> Credentials:
        """One user's details for one showing in Telegram, written down in the journal.

        Raises ``PageOnlyError`` where secrets stay out of Telegram, ``ExternalObserverError`` for one whose details
        are not ours.
        """
        access.require(member, Action.SEE_CREDENTIALS)
        if self._page_only:
            raise PageOnlyError
        user = await access.own_user(member, user_id)
        refuse_external(user)
        async with in_transaction():
            await audit.by_member(member, Deed.REVEAL, f"user {user.id}", now)
        return await self.of(user)

    async def of(self, user: User) -> Credentials:
        """The details of a row; rights and the journal are the caller's matter."""
        contract = await Contract.get(id=user.contract_id)
        sip_password = self._secrets.sip_password(user)
        return Credentials(
            user_id=user.id,
            contract_name=contract.name,
            name=user.name,
            role=user.role,
            projects_url=self._places.projects_url,
            login=user.login or "",
            password=self._secrets.password(user),
            sip_server=self._places.sip_server if sip_password else "",
            sip_login=(user.login or "") if sip_password else "",
            sip_password=sip_password,
            sip_realm=user.sip_realm,
        )


async def _brief(user: User, now: datetime) -> CredentialBrief:
    return CredentialBrief(user.id, user.name, user.login or "", user.role, await hand_over_of(user, now))
