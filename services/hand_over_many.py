"""One-time links for many people at once: those who were just added, in one table to send on from."""

from datetime import datetime

from domain.access import Action
from domain.links_sheet import LinkRow, LinksSheet
from models import Contract, User
from services import access, confirmations
from services.cards import MemberCard
from services.errors import ConfirmationGoneError
from services.hand_over import LASTS, HandOverService

OFFERED = "hand over many"


class HandOverManyService:
    """Makes the links; each is a hand-over of its own, with its line in the journal and its receipt."""

    def __init__(self, hand_over: HandOverService) -> None:
        self._hand_over = hand_over

    async def sheet(self, member: MemberCard, token: str, prefix: str, now: datetime) -> LinksSheet:
        """Links of those whom ``token`` stands for, once. ``prefix`` is what a link into Telegram begins with.

        Raises ``ConfirmationGoneError``; whoever was dismissed meanwhile is left out.
        """
        access.require(member, Action.SEE_CREDENTIALS)
        ids = await confirmations.use(member, OFFERED, token, now)
        there = User.filter(id__in=ids, contract_id=member.contract_id, deleted_at__isnull=True)
        known = {int(str(number)) for number in await there.values_list("id", flat=True)}
        links = [await self._hand_over.make(member, user_id, now) for user_id in ids if user_id in known]
        if not links:
            raise ConfirmationGoneError
        contract = await Contract.get(id=member.contract_id)
        rows = (
            LinkRow(link.name, link.login, "" if link.page_only else f"{prefix}{link.token}", link.page_url)
            for link in links
        )
        return LinksSheet(contract.number, (now + LASTS).astimezone(member.zone), tuple(rows))
