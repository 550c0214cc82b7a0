"""The observers of a contract in one list: whom others ask of it, whom it lends, and whom it has asked others for."""

from datetime import datetime

from tortoise.expressions import Case, Q, When
from tortoise.queryset import QuerySet

from domain.access import allowed
from domain.users import ObserverState
from models import Admission, Contract, Observation
from services.cards import MemberCard
from services.observer_cards import AskedObserver, LentObserver, ObserversPage
from services.pages import cut
from services.user_reading import ANSWER_WITHIN, observation_card

ROWS = 6
_OPEN = [ObserverState.REQUESTED, ObserverState.REFUSED]
"""To whoever asked, a refused request is one that waits."""


async def page_of(member: MemberCard, page: int, now: datetime) -> ObserversPage:
    """Requests that wait for this contract's word first, then its own that wait for another's, then the others."""
    contract = await Contract.get(id=member.contract_id)
    lending, asked = _lending(contract, now), Q(user__contract_id=contract.id)
    query = _living().filter(lending | asked)
    place = cut(page, await query.count(), ROWS)
    ranked = query.annotate(rank=_rank(contract.id)).order_by("rank", "-id").offset(place.offset).limit(ROWS)
    rows = await ranked.select_related("user__contract")
    fresh = _living().filter(asked, state__in=_OPEN, requested_at__gt=now - ANSWER_WITHIN)
    return ObserversPage(
        contract_name=member.contract_name,
        cabinet_login=contract.cabinet_login or "",
        items=tuple([_asked(row, now) if row.user.contract_id == contract.id else await lent(row) for row in rows]),
        page=place.page,
        pages=place.pages,
        lent=await _living().filter(lending).count(),
        waiting=await _living().filter(lending, state=ObserverState.REQUESTED).count(),
        asked=await fresh.count(),
        may=allowed(member.role),
        now=now,
        zone=member.zone,
    )


async def asking(contract_id: int, now: datetime) -> int:
    """How many requests of others wait for this contract's word."""
    contract = await Contract.get(id=contract_id)
    return await _living().filter(_lending(contract, now), state=ObserverState.REQUESTED).count()


async def lending(member: MemberCard, now: datetime) -> QuerySet[Observation]:
    """Fresh requests for the contract's login as it is now, and what the contract itself has confirmed."""
    return _living().filter(_lending(await Contract.get(id=member.contract_id), now))


async def lent(row: Observation) -> LentObserver:
    """As the side that lends sees it; the user must be read with his contract."""
    host = row.user.contract
    names = Admission.filter(user_id=row.user_id).order_by("project__name", "id")
    projects = tuple(str(name) for name in await names.values_list("project__name", flat=True))
    return LentObserver(row.id, row.state, host.name, host.number, projects, row.until, row.requested_at)


def _living() -> QuerySet[Observation]:
    return Observation.filter(user__deleted_at__isnull=True)


def _lending(contract: Contract, now: datetime) -> Q:
    """Nobody lends to himself, even if the login was given to him after he had asked for it."""
    running = Q(state=ObserverState.CONFIRMED, guest_id=contract.id)
    if not contract.cabinet_login:
        return running
    fresh = Q(state=ObserverState.REQUESTED, requested_at__gt=now - ANSWER_WITHIN)
    return running | (fresh & Q(cabinet_login=contract.cabinet_login) & ~Q(user__contract_id=contract.id))


def _rank(contract_id: int) -> Case:
    theirs = ~Q(user__contract_id=contract_id)
    first, then = When(Q(state=ObserverState.REQUESTED.value) & theirs, then="0"), When(state__in=_OPEN, then="1")
    return Case(first, then, default="2")


def _asked(row: Observation, now: datetime) -> AskedObserver:
    shown = observation_card(row, now).shown
    return AskedObserver(row.user_id, row.user.name, shown, row.until, row.requested_at)
