"""Dismissing one user from his card, and erasing what is kept of somebody dismissed; each after a question."""

from dataclasses import dataclass
from datetime import datetime

from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Style, View, back, button, home, shortened
from handlers.rooms.user_ways import OpenUser, OpenUsers
from handlers.rooms.users_pick import DeleteUsers, asked
from services.cards import MemberCard
from services.errors import ConfirmationGoneError
from services.user_cards import ErasureAsk, ObservationShown, UserDeletionAsk
from texts import Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class AskDismiss(Press, prefix="askdismiss"):
    """Ask whether to delete one user; ``at`` is the place in the list."""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class BringBack(Press, prefix="bringback"):
    """Take back the deletion of one user; ``together``: of all who were deleted with him."""

    user_id: int
    together: bool = False
    at: int = 0


@dataclass(frozen=True)
class AskErase(Press, prefix="askerase"):
    """Ask whether to erase the data of somebody dismissed."""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class EraseUser(Press, prefix="erase"):
    """The yes to the question that ``token`` stands for."""

    token: str
    at: int


def erase_view(ask: ErasureAsk, member: MemberCard, t: Texts, now: datetime, origin: OpenUser) -> View:
    """The question; what it does cannot be undone."""
    until = t("confirm-until", until=moment(ask.expires_at, now, member.zone, t))
    text = joined([t("erase-ask", name=shortened(ask.name, 64)), t("erase-means"), until])
    yes = button(t.plain("user-erase"), EraseUser(ask.token, origin.at), Style.DANGER)
    return View(text, [[yes, button(t.plain("cancel"), origin)], home(t)])


def erased_view(t: Texts, at: int) -> View:
    """Nothing of him is left."""
    return View(t("erase-done"), [back(t, OpenUsers(at), t.plain("users"))])


def withdraw_view(ask: UserDeletionAsk, member: MemberCard, t: Texts, now: datetime, origin: OpenUser) -> View:
    """The question before a request for an external observer is taken back; the yes is the list's own."""
    until = t("confirm-until", until=moment(ask.expires_at, now, member.zone, t))
    names = picking.quoted([user.name for user in ask.users], t)
    text = joined([t("observer-withdraw-ask"), names, t("observer-withdraw-means"), until])
    yes = button(t.plain("observer-withdraw"), DeleteUsers(ask.token, origin.at), Style.DANGER)
    return View(text, [[yes, button(t.plain("cancel"), origin)], home(t)])


async def ask_dismiss(context: BotContext, press: AskDismiss) -> View:
    """Name him, say what ends, and ask; the yes is the list's own."""
    ask = await context.services.centre.lists.ask_dismiss(context.member, press.user_id, context.now)
    origin, [brief] = OpenUser(press.user_id, press.at), ask.users
    if brief.observation is not None and brief.observation.shown is ObservationShown.WAITING:
        return withdraw_view(ask, context.member, context.texts, context.now, origin)
    return asked(ask, context.member, context.texts, context.now, press.at, origin)


async def ask_erase(context: BotContext, press: AskErase) -> View:
    """Say what is lost for good, and ask."""
    ask = await context.services.centre.dismissal.ask_erase(context.member, press.user_id, context.now)
    return erase_view(ask, context.member, context.texts, context.now, OpenUser(press.user_id, press.at))


async def erase(context: BotContext, press: EraseUser) -> View:
    """Erase what the question named."""
    t = context.texts
    try:
        await context.services.centre.dismissal.erase(context.member, press.token, context.now)
    except ConfirmationGoneError:
        return picking.too_late(t("erase-late"), OpenUsers(press.at), t.plain("users"), t)
    return erased_view(t, press.at)


ROOM: Room = (on(AskDismiss, ask_dismiss), on(AskErase, ask_erase), on(EraseUser, erase))
