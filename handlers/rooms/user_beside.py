"""Buttons under a word about a user: they open his room, or answer a request, beside the word, in its contract."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.users import UserNoticeKind
from handlers.commands import private_commands
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, button
from handlers.rooms import lent_observers, observer_day, user
from handlers.rooms.observer_ways import ConfirmLent, OpenLent, Prolong, RefuseLent
from handlers.rooms.user_ways import OpenUser
from services.user_delivery import UserNoticeCard
from texts import Texts


class Aside(StrEnum):
    """What is done."""

    USER = "u"
    PROLONG = "p"
    REQUEST = "r"
    CONFIRM = "y"
    REFUSE = "n"


@dataclass(frozen=True)
class OpenAside(Press, prefix="aside"):
    """A button under a word of a contract, which may be another than the one chosen now."""

    contract_id: int
    subject_id: int
    what: Aside


def rows(card: UserNoticeCard, t: Texts) -> list[Row]:
    """What may be done about it at once; every press checks who taps."""
    if card.kind is UserNoticeKind.OBSERVER_ASKED:
        confirm = button(t.plain("lent-confirm"), _press(card, Aside.CONFIRM), Style.SUCCESS)
        refuse = button(t.plain("lent-refuse"), _press(card, Aside.REFUSE))
        return [[confirm, refuse], [button(t.plain("lent-look"), _press(card, Aside.REQUEST))]]
    if card.kind is UserNoticeKind.LENT_ENDS:
        return [[button(t.plain("lent-look"), _press(card, Aside.REQUEST))]]
    if card.kind is UserNoticeKind.LENT_ENDED:
        return []
    opening = button(t.plain("user-word-open"), _press(card, Aside.USER))
    if card.kind in {UserNoticeKind.OBSERVER_ENDS, UserNoticeKind.OBSERVER_ENDED}:
        return [[button(t.plain("observer-prolong"), _press(card, Aside.PROLONG), Style.PRIMARY), opening]]
    return [[opening]]


def _press(card: UserNoticeCard, what: Aside) -> OpenAside:
    return OpenAside(card.contract_id, card.subject_id, what)


_ROOMS: dict[Aside, Callable[[BotContext, int], Awaitable[View]]] = {
    Aside.USER: lambda context, number: user.open_user(context, OpenUser(number)),
    Aside.PROLONG: lambda context, number: observer_day.ask(context, Prolong(number)),
    Aside.REQUEST: lambda context, number: lent_observers.open_lent(context, OpenLent(number)),
    Aside.CONFIRM: lambda context, number: lent_observers.confirm(context, ConfirmLent(number)),
    Aside.REFUSE: lambda context, number: lent_observers.refuse(context, RefuseLent(number)),
}


async def open_aside(context: BotContext, press: OpenAside) -> View:
    """The room in the word's contract, which is the chosen one from now on."""
    member = context.visitor.member
    if member is None or member.contract_id != press.contract_id:
        member = await context.services.members.switch(context.user.id, press.contract_id, context.now)
        context.set_commands(private_commands(member.role, context.texts))
    there = replace(context, visitor=replace(context.visitor, member=member))
    return replace(await _ROOMS[press.what](there, press.subject_id), fresh=True)


ROOM: Room = (on(OpenAside, open_aside, support=True),)
