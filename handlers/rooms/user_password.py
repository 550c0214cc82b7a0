"""Somebody cannot get in: advice first, then a new password, a ready one or a typed one."""

from dataclasses import dataclass, replace

from domain.users import PasswordOf
from handlers.errors import refusal
from handlers.kit.asking import Typed, erased, not_text
from handlers.kit.context import BotContext
from handlers.kit.open_screens import lasting
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Button, Row, Style, View, back, button, pairs, shortened, unasked
from handlers.rooms import user
from handlers.rooms.user_ways import CannotEnter, NewPassword, OpenSoftphoneLog, OpenUser, RevealCredentials
from handlers.rooms.user_words import softphone
from services.user_cards import TroubleCard
from services.user_errors import UserFieldError
from texts import Html, Texts, joined
from texts.html import escaped

_WAITS = "password of user"


@dataclass(frozen=True)
class MakePassword(Press, prefix="makepass"):
    """Make new passwords; the old ones are refused from now on."""

    user_id: int
    which: PasswordOf
    at: int = 0


def trouble_view(card: TroubleCard, t: Texts, origin: CannotEnter) -> View:
    """What to compare before anything is changed."""
    phone = card.softphone
    text = joined(
        [
            t("trouble-title", name=shortened(card.name, 26)),
            t("trouble-compare"),
            t("trouble-site", url=shortened(card.projects_url, 64)) if card.projects_url else None,
            t("trouble-login", login=card.login),
            t("trouble-server", server=shortened(card.sip_server, 64)) if card.sip_server else None,
            *(softphone(phone, card, t, served=bool(card.sip_server)) if phone else []),
            t("password-calling") if card.calling else t("trouble-then"),
        ]
    )
    ways = [button(t.plain("user-show"), RevealCredentials(card.id, origin.at), Style.PRIMARY)]
    ways.append(button(t.plain("user-new-password"), NewPassword(card.id, origin.at)))
    if phone is not None:
        ways.append(button(t.plain("user-log"), OpenSoftphoneLog(card.id, 0, origin.at)))
    return View(text, [*pairs(ways), back(t, OpenUser(card.id, origin.at), t.plain("user"))])


def ask_view(card: TroubleCard, t: Texts, origin: NewPassword, said: Html | None = None) -> View:
    """A ready password or a typed one? Both ready ones are one tap."""
    text = joined(
        [
            t("password-title", name=shortened(card.name, 22)),
            t("password-means"),
            t("password-calling") if card.calling else None,
            said,
            t("password-typed-hint"),
        ]
    )
    rows: list[Row] = [[_make(card, PasswordOf.BOTH, t.plain("password-make"), origin)]]
    if card.softphone is not None:
        one = _make(card, PasswordOf.ACCESS, t.plain("password-access"), origin)
        rows.append([one, _make(card, PasswordOf.PHONE, t.plain("password-phone"), origin)])
    return View(text, [*rows, unasked(t, OpenUser(card.id, origin.at))])


def _make(card: TroubleCard, which: PasswordOf, label: str, origin: NewPassword) -> Button:
    style = Style.PRIMARY if which is PasswordOf.BOTH else None
    return button(label, MakePassword(card.id, which, origin.at), style)


async def trouble(context: BotContext, press: CannotEnter) -> View:
    """Advice, and the ways on."""
    card = await context.services.centre.users.trouble(context.member, press.user_id, context.now)
    return lasting(context, trouble_view(card, context.texts, press), lambda later: trouble(later, press))


async def ask(context: BotContext, press: NewPassword, said: Html | None = None) -> View:
    """The question; from now on a typed word is the password to enter with."""
    card = await context.services.centre.users.trouble(context.member, press.user_id, context.now)
    await context.services.awaited.expect(context.member, f"{_WAITS} {press.user_id} {press.at}", context.now)
    return ask_view(card, context.texts, press, said)


async def _ask(context: BotContext, press: NewPassword) -> View:
    return await ask(context, press)


async def make(context: BotContext, press: MakePassword) -> View:
    """Ready passwords, at once."""
    await context.services.awaited.stop(context.member)
    return await _set(context, OpenUser(press.user_id, press.at), press.which)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """A typed password, where one is awaited: it leaves the chat before it is judged."""
    origin = _awaited(await context.services.awaited.what(context.member, context.now))
    if origin is None:
        return None
    t = context.texts
    refused = not_text(typed, t)
    if refused:
        return await _asked_again(context, origin, refused)
    told = await erased(typed, t)
    await context.services.awaited.stop(context.member)
    try:
        view = await _set(context, OpenUser(origin.user_id, origin.at), PasswordOf.ACCESS, typed.text, told)
    except UserFieldError as error:
        return await _asked_again(context, origin, joined([told, escaped(refusal(error, t))]))
    return replace(view, sweep=True)


async def _asked_again(context: BotContext, origin: NewPassword, said: Html) -> View:
    """The question again, below what was typed."""
    return replace(await ask(context, origin, said), sweep=True)


def _awaited(what: str | None) -> NewPassword | None:
    """Whose password is awaited."""
    if what is None or not what.startswith(_WAITS):
        return None
    user_id, at = what.removeprefix(_WAITS).split()
    return NewPassword(int(user_id), int(at))


async def _set(
    context: BotContext, origin: OpenUser, which: PasswordOf, typed: str = "", told: Html | None = None
) -> View:
    users, t = context.services.centre.users, context.texts
    card = await users.set_password(context.member, origin.user_id, which, context.now, typed)
    made = which if card.softphone is not None else PasswordOf.ACCESS
    return await user.open_user(context, origin, joined([t(f"password-done-{made}"), told]))


ROOM: Room = (on(CannotEnter, trouble), on(NewPassword, _ask), on(MakePassword, make), hears(heard))
