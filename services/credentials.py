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
from services.hand_over_cards import CredentialBrief, Credentials, CredentialsPage
from services.pages import cut
from services.ticked_lists import saying
from services.user_changes import refuse_external
from services.user_errors import PageOnlyError
from services.user_facts import Places
from services.user_reading import hand_over_of
from services.user_rows import living
from services.user_secrets import UserSecrets

ROWS = 7


class CredentialService:
    """Shows details. ``page_only``: the installation keeps secrets out of Telegram altogether."""

    def __init__(self, secrets: UserSecrets, places: Places, *, page_only: bool) -> None:
        self._secrets, self._places, self._page_only = secrets, places, page_only

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
