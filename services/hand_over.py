"""The hand-over: a one-time link to the person himself, who presses to see his details once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.users import PasswordOf, UserNoticeKind
from models import HandOver, User
from services import access, audit
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.credentials import CredentialService
from services.hand_over_cards import Credentials, HandedOver, HandOverFace, HandOverLink
from services.hand_over_receipts import works
from services.passwords import grouped, new_code, typed_code
from services.ports import Changed, SipServer, Wake, unseen
from services.provisioning import URL_LASTS, end_addresses, fetched, forget_expired, mint, setup_url
from services.user_changes import refuse_external
from services.user_errors import HandOverGoneError
from services.user_notices import administrators, owe
from services.user_passwords import UserPasswords
from services.user_rows import locked
from services.user_secrets import UserSecrets
from services.vault import hash_token

__all__ = ["LASTS", "URL_LASTS", "HandOverService"]

LASTS = timedelta(hours=24)
ROTATE_AT_ONCE = 50
ACTOR = "hand-over"
"""The author in the journal of what the link's owner did."""


class HandOverService:
    """Makes links, shows what they lead to, and replaces what nobody took."""

    def __init__(
        self,
        secrets: UserSecrets,
        credentials: CredentialService,
        server: SipServer,
        wake: Wake,
        changed: Changed = unseen,
        *,
        page_only: bool,
        page: str = "",
    ) -> None:
        self._credentials, self._server, self._wake = credentials, server, wake
        self._changed, self._page_only, self._page = changed, page_only, page
        self._passwords = UserPasswords(secrets)
        self._writer = AccessWriter(secrets)

    async def make(self, member: MemberCard, user_id: int, now: datetime) -> HandOverLink:
        """A link for 24 hours; earlier ones of this user work no more. Raises ``ExternalObserverError``."""
        access.require(member, Action.SEE_CREDENTIALS)
        token = new_code()
        async with in_transaction():
            user = await locked(member, user_id)
            refuse_external(user)
            await _open(now).filter(user_id=user.id).update(revoked_at=now)
            await end_addresses(user.id)
            row = await HandOver.create(
                contract_id=user.contract_id,
                user_id=user.id,
                token_hash=hash_token(token),
                made_at=now,
                made_by_id=member.person_id,
                expires_at=now + LASTS,
            )
            at_work = await works(user)
            await audit.by_member(member, Deed.HAND_OVER, f"user {user.id}", now)
        return HandOverLink(
            id=row.id,
            user_id=user.id,
            name=user.name,
            login=user.login or "",
            token=token,
            page_url=page_url(self._page, token),
            expires_at=row.expires_at,
            page_only=self._page_only,
            works=at_work,
            now=now,
            zone=member.zone,
        )

    async def revoke(self, member: MemberCard, user_id: int, now: datetime) -> bool:
        """The user's link works no more; False where there was none."""
        access.require(member, Action.SEE_CREDENTIALS)
        async with in_transaction():
            user = await locked(member, user_id)
            ended = await _open(now).filter(user_id=user.id).update(revoked_at=now) > 0
            await end_addresses(user.id)
            if ended:
                await audit.by_member(member, Deed.END_HAND_OVER, f"user {user.id}", now)
        return ended

    async def look(self, token: str, now: datetime) -> HandOverFace:
        """Whose details wait; burns nothing, so a preview may look. Raises ``HandOverGoneError``."""
        row = await _waiting(token, now)
        if await HandOver.filter(id=row.id, opened_at__isnull=True).update(opened_at=now):
            self._changed(row.contract_id)
        contract = row.contract
        return HandOverFace(
            contract_name=contract.name,
            name=row.user.name,
            expires_at=row.expires_at,
            page_only=self._page_only,
            page_url=page_url(self._page, typed_code(token)),
            own=True,
            now=now,
            zone=ZoneInfo(contract.timezone),
        )

    async def take(self, code: str, now: datetime) -> HandedOver:
        """The press: the details, once. Raises ``HandOverGoneError``, also for a second press at the same moment."""
        row = await _waiting(code, now)
        async with in_transaction():
            mine = _open(now).filter(id=row.id)
            if not await mine.update(used_at=now, opened_at=row.opened_at or now):
                raise HandOverGoneError
            user = await User.get(id=row.user_id)
            credentials = await self._credentials.of(user)
            token = await mint(user, now) if credentials.sip_server else ""
            await audit.by_program(user.contract_id, ACTOR, Deed.TAKE_OVER, f"user {user.id}", now)
        self._changed(row.contract_id)
        zone = ZoneInfo(row.contract.timezone)
        return HandedOver(credentials, token, setup_url(self._page, token), now + URL_LASTS, now, zone)

    async def provision(self, url_token: str, now: datetime) -> Credentials:
        """What a softphone fetches within ten minutes of the press; again is fine, it starts more than once.

        Raises ``HandOverGoneError``.
        """
        return await self._credentials.of(await fetched(url_token, now))

    async def replace_unclaimed(self, now: datetime) -> int:
        """Links that ended unpressed, how many: they may lie in a wrong chat, so the details are replaced. By a job.

        Details that work already, for the softphone has registered with them, are left as they are; those of a
        dismissed user wait for his return.
        """
        late = HandOver.filter(expires_at__lte=now, used_at__isnull=True, revoked_at__isnull=True)
        late = late.filter(rotated_at__isnull=True, user__deleted_at__isnull=True)
        rows = await late.order_by("id").limit(ROTATE_AT_ONCE)
        for row in rows:
            await self._replace(row, now)
        await forget_expired(now)
        return len(rows)

    async def _replace(self, row: HandOver, now: datetime) -> None:
        async with in_transaction() as connection:
            found = User.filter(id=row.user_id, deleted_at__isnull=True)
            user = await found.select_for_update(no_key=True).first()
            if user is None:
                return
            if await works(user):
                await HandOver.filter(id=row.id).update(revoked_at=now)
                return
            if not await HandOver.filter(id=row.id, rotated_at__isnull=True).update(rotated_at=now):
                return
            changes = await self._passwords.renew(user, PasswordOf.BOTH, now)
            await audit.by_program(user.contract_id, ACTOR, Deed.ROTATE, f"user {user.id}", now)
            people = [row.made_by_id] if row.made_by_id else await administrators(user.contract_id)
            facts: dict[str, object] = {"user_id": user.id}
            await owe(user.contract_id, people, UserNoticeKind.UNCLAIMED, f"hand-over {row.id}", now, facts)
            await self._writer.tell(connection, user.contract_id, changes, now)
        if user.login and user.sip_ha1:
            await self._server.drop([user.login])
        self._wake()
        self._changed(row.contract_id)


def _open(now: datetime) -> QuerySet[HandOver]:
    """Links that can still be pressed."""
    unused = HandOver.filter(used_at__isnull=True, revoked_at__isnull=True, rotated_at__isnull=True)
    return unused.filter(expires_at__gt=now)


def page_url(page: str, code: str) -> str:
    """The address of a link on the page ``page`` (PUBLIC_URL), "" without one: short enough to type."""
    return f"{page}/h/{grouped(code)}" if page else ""


async def _waiting(token: str, now: datetime) -> HandOver:
    if not token.isascii():
        raise HandOverGoneError
    found = _open(now).filter(token_hash=hash_token(typed_code(token)), user__deleted_at__isnull=True)
    row = await found.select_related("user", "contract").first()
    if row is None:
        raise HandOverGoneError
    return row
