"""One user: who he is, his softphone, what he may be given, and what an administrator may change."""

from domain.access import Action
from handlers.kit.context import BotContext
from handlers.kit.open_screens import lasting
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, back, button, pairs
from handlers.rooms import user_words as words
from handlers.rooms.observer_ways import Prolong
from handlers.rooms.user_delete import AskDismiss, AskErase, BringBack
from handlers.rooms.user_ways import (
    CannotEnter,
    EditUser,
    HandOver,
    NewPassword,
    OpenSoftphoneLog,
    OpenUser,
    OpenUserProjects,
    OpenUsers,
    RevealCredentials,
)
from services.user_cards import ObservationCard, ObservationShown, UserCard
from texts import Html, Texts


def view(card: UserCard, t: Texts, origin: OpenUser, *, served: bool, said: Html | None = None) -> View:
    """The card. ``served``: there is a SIP server; ``said``: news of him."""
    text = words.card(card, t, served=served, said=said)
    rows = _of_gone(card, t, origin) if card.deleted_at else pairs(_ways(card, t, origin))
    return View(text, [*rows, back(t, OpenUsers(origin.at), t.plain("users"))], service=True)


def _ways(card: UserCard, t: Texts, origin: OpenUser) -> list[Button]:
    own = card.observation is None
    edits = Action.EDIT_USERS in card.may
    buttons: list[Button] = []
    if own and Action.SEE_CREDENTIALS in card.may:
        buttons += [
            button(t.plain("user-show"), RevealCredentials(card.id, origin.at)),
            button(t.plain("user-hand-over"), HandOver(card.id, origin.at)),
        ]
    if edits and own:
        buttons += [
            button(t.plain("user-new-password"), NewPassword(card.id, origin.at)),
            button(t.plain("user-trouble"), CannotEnter(card.id, origin.at)),
        ]
    if edits and card.observation is not None:
        buttons.append(button(_again(card.observation, t), Prolong(card.id, origin.at)))
    buttons.append(button(t.plain("user-projects-open"), OpenUserProjects(card.id, 0, origin.at)))
    if card.softphone is not None:
        buttons.append(button(t.plain("user-log"), OpenSoftphoneLog(card.id, 0, origin.at)))
    if edits:
        buttons.append(button(t.plain("edit"), EditUser(card.id)))
        buttons.append(button(_delete(card, t), AskDismiss(card.id, origin.at)))
    if card.softphone is not None:
        buttons.append(button(t.plain("refresh"), origin))
    return buttons


def _delete(card: UserCard, t: Texts) -> str:
    """A request that waits is taken back."""
    waits = card.observation is not None and card.observation.shown is ObservationShown.WAITING
    return t.plain("observer-withdraw") if waits else t.plain("delete")


def _again(observation: ObservationCard, t: Texts) -> str:
    """Another last day, or another request."""
    if observation.shown is ObservationShown.WAITING:
        return t.plain("observer-other-day")
    running = observation.shown is ObservationShown.CONFIRMED
    return t.plain("observer-prolong") if running else t.plain("observer-again")


def _of_gone(card: UserCard, t: Texts, origin: OpenUser) -> list[Row]:
    """Somebody dismissed comes back for a while; his data can be erased."""
    if card.erased or Action.EDIT_USERS not in card.may:
        return []
    undo: list[Button] = []
    if card.undo is not None:
        undo.append(button(t.plain("undo"), BringBack(card.id, False, origin.at), Style.PRIMARY))
    if card.undo is not None and card.undo.together > 1:
        undo.append(button(t.plain("user-undo-all"), BringBack(card.id, True, origin.at)))
    return [*([undo] if undo else []), [button(t.plain("user-erase"), AskErase(card.id, origin.at))]]


async def open_user(context: BotContext, press: OpenUser, said: Html | None = None) -> View:
    """The card, read afresh."""
    centre = context.services.centre
    card = await centre.users.card(context.member, press.user_id, context.now)
    drawn = view(card, context.texts, press, served=centre.users.served, said=said)
    return lasting(context, drawn, lambda later: open_user(later, press, said))


async def _open(context: BotContext, press: OpenUser) -> View:
    return await open_user(context, press)


ROOM: Room = (on(OpenUser, _open),)
