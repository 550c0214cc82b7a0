"""One-time links for many people at once: those who were just added, in one table to send on from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.access import Action
from domain.links_sheet import LinkRow, LinksSheet
from models import Contract, HandOver
from services import access, confirmations
from services.cards import MemberCard
from services.errors import ConfirmationGoneError
from services.hand_over import LASTS, HandOverService
from services.user_rows import living

OFFERED = "hand over many"
OFFER_LASTS = timedelta(days=7)
"""So long those who were added together can be given their links together."""

_AT_ONCE = 500


@dataclass(frozen=True)
class LinksOffer:
    """People who were added together and have no link yet; ``token`` gives them theirs, once."""

    token: str
    people: int


class HandOverManyService:
    """Makes the links; each is a hand-over of its own, with its line in the journal and its receipt."""

    def __init__(self, hand_over: HandOverService) -> None:
        self._hand_over = hand_over

    async def offered(self, member: MemberCard, now: datetime) -> LinksOffer | None:
        """The newest people whom this person has added together and given no link; None: there are none."""
        access.require(member, Action.SEE_CREDENTIALS)
        found = await confirmations.latest(member, OFFERED, now)
        left = await _without_link(member, found[1]) if found is not None else []
        return LinksOffer(found[0], len(left)) if found is not None and left else None

    async def take(self, member: MemberCard, token: str, now: datetime) -> tuple[int, ...]:
        """Those whom ``token`` stands for and who have no link yet, once; :meth:`sheet` makes theirs.

        Raises ``ConfirmationGoneError``, also where nobody is left.
        """
        access.require(member, Action.SEE_CREDENTIALS)
        ids = await _without_link(member, await confirmations.use(member, OFFERED, token, now))
        if not ids:
            raise ConfirmationGoneError
        return tuple(ids)

    async def sheet(self, member: MemberCard, user_ids: Sequence[int], prefix: str, now: datetime) -> LinksSheet:
        """Links of these people, one by one. ``prefix`` is what a link into Telegram begins with.

        Raises ``ConfirmationGoneError`` where all were dismissed meanwhile; whoever was is left out.
        """
        access.require(member, Action.SEE_CREDENTIALS)
        ids = await _without_link(member, user_ids)
        links = [await self._hand_over.make(member, user_id, now) for user_id in ids]
        if not links:
            raise ConfirmationGoneError
        contract = await Contract.get(id=member.contract_id)
        rows = (
            LinkRow(link.name, link.login, "" if link.page_only else f"{prefix}{link.token}", link.page_url)
            for link in links
        )
        return LinksSheet(contract.number, (now + LASTS).astimezone(member.zone), tuple(rows))


async def _without_link(member: MemberCard, ids: Sequence[int]) -> list[int]:
    """Those of them, in this order, who work here still and were never given a link."""
    there: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        part = list(ids[start : start + _AT_ONCE])
        known = await living(member.contract_id).filter(id__in=part).values_list("id", flat=True)
        given = await HandOver.filter(user_id__in=part).values_list("user_id", flat=True)
        there |= {int(str(each)) for each in known} - {int(str(each)) for each in given}
    return [number for number in ids if number in there]
