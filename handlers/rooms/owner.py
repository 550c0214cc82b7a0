"""Whose incident is it: an alert may belong to another contract of the same person than the one chosen now."""

from dataclasses import replace

from handlers.kit.context import BotContext
from services.cards import IncidentCard, MemberCard
from services.errors import NotFoundError


async def as_member_of(context: BotContext, incident_id: int) -> tuple[MemberCard, IncidentCard]:
    """The membership through which the person may see the incident, and its card; else ``NotFoundError``."""
    current = context.member
    others = await context.services.members.contracts(context.user.id)
    for member in (current, *(other for other in others if other.contract_id != current.contract_id)):
        try:
            return member, seen_in(context, await context.services.incidents.card(member, incident_id, context.now))
        except NotFoundError:
            continue
    raise NotFoundError


def seen_in(context: BotContext, card: IncidentCard) -> IncidentCard:
    """The card for everybody who reads the chat: a group reads no sums."""
    return card if context.chat.private else replace(card, to_pay=0)
