"""Softphones as a member sees them: who is ready to work, and the log with the advice that goes with it."""

from datetime import datetime, timedelta

from domain.access import Action, allowed
from domain.softphones import SoftphoneEvent, SoftphoneReason, SoftphoneState, told
from models import SoftphoneLog, User
from services import access
from services.cards import MemberCard
from services.errors import NotFoundError
from services.pages import cut
from services.softphone_cards import ReadyPage, SoftphoneAdvice, SoftphoneLogItem, SoftphoneLogPage
from services.user_cards import SoftphoneCard
from services.user_lists import CALLING_ROLES
from services.user_reading import briefs, softphone_of
from services.user_rows import living

ROWS = 7
RECORDS = 6
OLD = timedelta(hours=1)
"""A last record before that tells nothing of a softphone that does not work now."""
_REPLACED = {SoftphoneReason.NEW_PASSWORD, SoftphoneReason.NEW_LOGIN}
_READY_FIRST = (
    SoftphoneState.ONLINE,
    SoftphoneState.ERROR,
    SoftphoneState.OFFLINE,
    SoftphoneState.NEVER,
    SoftphoneState.UNKNOWN,
)


class SoftphoneService:
    """Read side of the softphones of the member's contract. ``served``: there is a SIP server."""

    def __init__(self, *, served: bool) -> None:
        self._served = served

    async def ready(self, member: MemberCard, page: int, now: datetime) -> ReadyPage:
        """Who is ready to work now, those who are first; a page past the end is the last one."""
        access.require(member, Action.SEE_USERS)
        people = await _callers(member.contract_id)
        states = [state for _, _, state in people]
        counts = {state: states.count(state) for state in SoftphoneState}
        place = cut(page, len(people), ROWS)
        people.sort(key=lambda each: (_READY_FIRST.index(each[2]), each[1], each[0]))
        ids = [number for number, _, _ in people[place.offset : place.offset + ROWS]]
        rows = {row.id: row for row in await User.filter(id__in=ids)}
        items = await briefs([rows[number] for number in ids if number in rows], now, served=self._served)
        return ReadyPage(member.contract_name, counts, items, place.page, place.pages, len(people), now, member.zone)

    async def counts(self, member: MemberCard) -> dict[SoftphoneState, int]:
        """How many softphones of the contract are in each state."""
        access.require(member, Action.SEE_USERS)
        return await by_state(member.contract_id)

    async def log(self, member: MemberCard, user_id: int, page: int, now: datetime) -> SoftphoneLogPage:
        """A page of the log; ``NotFoundError`` for a user without a softphone as for a foreign one."""
        access.require(member, Action.SEE_USERS)
        user = await access.own_user(member, user_id)
        phone = await softphone_of(user)
        if phone is None:
            raise NotFoundError
        query = SoftphoneLog.filter(user_id=user.id)
        place = cut(page, await query.count(), RECORDS)
        rows = await query.order_by("-id").offset(place.offset).limit(RECORDS)
        last = rows[0] if place.page == 0 and rows else await query.order_by("-id").first()
        return SoftphoneLogPage(
            user_id=user.id,
            name=user.name,
            login=user.login or "",
            softphone=phone,
            advice=advice(phone, last, now),
            items=tuple(map(_item, rows)),
            page=place.page,
            pages=place.pages,
            may=allowed(member.role),
            now=now,
            zone=member.zone,
        )


def advice(phone: SoftphoneCard, last: SoftphoneLog | None, now: datetime) -> SoftphoneAdvice:
    """What to tell about a softphone with this last record."""
    if phone.state is SoftphoneState.ONLINE:
        return SoftphoneAdvice.NONE
    if last is None:
        return SoftphoneAdvice.EMPTY_LOG
    if phone.reason in _REPLACED:
        return SoftphoneAdvice.NEW_DETAILS
    if last.at <= now - OLD:
        return SoftphoneAdvice.OLD_LOG
    return SoftphoneAdvice.PASSWORD if last.event is SoftphoneEvent.WRONG_PASSWORD else SoftphoneAdvice.NONE


async def by_state(contract_id: int) -> dict[SoftphoneState, int]:
    """How many softphones there are in each state."""
    states = [state for _, _, state in await _callers(contract_id)]
    return {state: states.count(state) for state in SoftphoneState}


async def _callers(contract_id: int) -> list[tuple[int, str, SoftphoneState]]:
    """Id, name and state of everybody with a softphone."""
    query = living(contract_id).filter(role__in=CALLING_ROLES)
    rows = await query.values_list("id", "name", "softphones__state", "softphones__address")
    return [(row[0], row[1], told(SoftphoneState(row[2]) if row[2] else None, row[3])) for row in rows]


def _item(row: SoftphoneLog) -> SoftphoneLogItem:
    return SoftphoneLogItem(row.at, row.event, row.client, row.address, row.reason, row.evidence)


async def user_of(contract_id: int | None, login: str) -> User | None:
    """Whose softphone this is, by what the SIP server calls it; None: nobody's."""
    if not login.isascii() or not login.isprintable():  # no login of ours, and PostgreSQL takes not every text
        return None
    found = User.filter(login=login.lower(), role__in=CALLING_ROLES, deleted_at__isnull=True)
    return await (found if contract_id is None else found.filter(contract_id=contract_id)).first()
