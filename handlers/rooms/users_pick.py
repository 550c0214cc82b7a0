"""Ticks on the list of users: choose some, delete them after a question that names them, take it back in time."""

from dataclasses import dataclass
from datetime import datetime

from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, pairs
from handlers.rooms import users
from handlers.rooms import users_words as words
from handlers.rooms.user_ways import OpenUsers, UserPlace
from handlers.rooms.user_words import row
from handlers.rooms.users import PickUsers
from services.cards import MemberCard
from services.deletion import Deleted
from services.errors import ConfirmationGoneError
from services.user_cards import UserDeletionAsk, UsersPage
from texts import Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class TickUser(Press, prefix="tickuser"):
    """The tap on a row: turn its tick."""

    user_id: int
    at: int


@dataclass(frozen=True)
class TickUserPage(Press, prefix="tickusers"):
    """Tick everybody on the page that is shown; where all are ticked, untick them."""

    at: int


@dataclass(frozen=True)
class UntickUsers(Press, prefix="untickusers"):
    """Take all ticks away, those of other pages too."""

    at: int


@dataclass(frozen=True)
class AskDeleteUsers(Press, prefix="askusers"):
    """The tap on «Delete (3)»: ask first."""

    at: int


@dataclass(frozen=True)
class DeleteUsers(Press, prefix="dropusers"):
    """The yes to the question that ``token`` stands for."""

    token: str
    at: int


@dataclass(frozen=True)
class UndoUsers(Press, prefix="backusers"):
    """Bring back who was deleted; ``token`` is good for ten minutes."""

    token: str
    at: int


def view(page: UsersPage, t: Texts) -> View:
    """The page with boxes; a tap on a row turns its tick."""
    at, n = words.place(page).at, len(page.ticked)
    rows: list[Row] = [
        [picking.ticked(row(user, t, page), user.id in page.ticked, TickUser(user.id, at), t)] for user in page.items
    ]
    choose = [button(t.plain("pick-page"), TickUserPage(at))] if page.items else []
    choose += [button(t.plain("pick-none"), UntickUsers(at))] if n else []
    delete: list[Row] = [[picking.delete_button(n, AskDeleteUsers(at), t)]] if n else []
    text = joined([t("users-pick-title"), words.found(page, t) if page.search else None, t("users-pick-count", n=n)])
    last = back(t, OpenUsers(at), t.plain("users"))
    return View(text, [*rows, *users.turn(page, t, PickUsers), *pairs(choose), *delete, last])


def asked(ask: UserDeletionAsk, member: MemberCard, t: Texts, now: datetime, at: int, origin: Press) -> View:
    """The question; it names the users and says what ends. ``origin`` is where a no leads."""
    until = moment(ask.expires_at, now, member.zone, t)
    names = [user.name for user in ask.users]
    talk = t("users-delete-calling", n=ask.calling, all=len(names)) if ask.calling else None
    question = joined([t("users-delete-ask", n=len(names)), t("users-delete-means"), talk])
    return picking.confirmation(question, names, until, DeleteUsers(ask.token, at), origin, t)


def deleted(done: Deleted, member: MemberCard, t: Texts, now: datetime, at: int) -> View:
    """They are gone; ten minutes to change one's mind."""
    until = moment(done.undo_until, now, member.zone, t)
    last = back(t, OpenUsers(at), t.plain("users"))
    said = t("users-delete-done", n=len(done.names))
    return picking.undoable(said, done.names, until, UndoUsers(done.undo_token, at), last, t)


async def pick(context: BotContext, press: PickUsers) -> View:
    """The list with boxes."""
    return view(await users.page_at(context, UserPlace.of(press.at)), context.texts)


async def tick(context: BotContext, press: TickUser) -> View:
    """Turn one tick."""
    await context.services.centre.lists.tick(context.member, press.user_id, context.now)
    return await pick(context, PickUsers(press.at))


async def tick_page(context: BotContext, press: TickUserPage) -> View:
    """Tick whom this page shows now."""
    page = await users.page_at(context, UserPlace.of(press.at))
    await context.services.centre.lists.tick_page(context.member, [user.id for user in page.items], context.now)
    return await pick(context, PickUsers(press.at))


async def untick(context: BotContext, press: UntickUsers) -> View:
    """Begin choosing anew."""
    await context.services.centre.lists.untick_all(context.member, context.now)
    return await pick(context, PickUsers(press.at))


async def ask_delete(context: BotContext, press: AskDeleteUsers) -> View:
    """Name who would be deleted, and ask."""
    ask = await context.services.centre.lists.ask_delete(context.member, context.now)
    return asked(ask, context.member, context.texts, context.now, press.at, PickUsers(press.at))


async def delete(context: BotContext, press: DeleteUsers) -> View:
    """Delete whom the question named."""
    t = context.texts
    try:
        done = await context.services.centre.lists.delete(context.member, press.token, context.now)
    except ConfirmationGoneError:
        return picking.too_late(t("users-delete-late"), OpenUsers(press.at), t.plain("users"), t)
    return deleted(done, context.member, t, context.now, press.at)


async def undo(context: BotContext, press: UndoUsers) -> View:
    """Bring them back, and show the list."""
    t = context.texts
    try:
        names = await context.services.centre.lists.undo(context.member, press.token, context.now)
    except ConfirmationGoneError:
        return picking.too_late(t("users-undo-late"), OpenUsers(press.at), t.plain("users"), t)
    context.toast(t.plain("users-undone", n=len(names)))
    return await users.open_users(context, OpenUsers(press.at))


ROOM: Room = (
    on(PickUsers, pick),
    on(TickUser, tick),
    on(TickUserPage, tick_page),
    on(UntickUsers, untick),
    on(AskDeleteUsers, ask_delete),
    on(DeleteUsers, delete),
    on(UndoUsers, undo),
)
