"""Another last day for an external observer; where nobody has answered, or he has ended, he is asked for anew."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.access import Action, may
from domain.typed_day import typed_day
from handlers.errors import refusal
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View, button, shortened, unasked
from handlers.rooms import user
from handlers.rooms.observer_form_view import periods
from handlers.rooms.observer_ways import Prolong
from handlers.rooms.user_ways import OpenUser
from services.errors import NotFoundError
from services.user_cards import ObservationShown, UserCard
from services.user_errors import UserFieldError
from texts import Html, Texts, joined
from texts.format import day
from texts.html import escaped

_WAITS = "prolong"
_RUNS = {ObservationShown.CONFIRMED, ObservationShown.WAITING}


@dataclass(frozen=True)
class ProlongFor(Press, prefix="prolongfor"):
    """So many days from today on."""

    user_id: int
    days: int
    at: int = 0


def view(card: UserCard, t: Texts, here: Prolong, said: Html | None = None) -> View:
    """Until when?"""
    observation = card.observation
    runs = observation is not None and observation.shown in _RUNS
    name = shortened(card.name, 40)
    text = joined(
        [
            t("prolong-title", name=name) if runs else t("prolong-again", name=name),
            t("observer-until", until=day(observation.until, t)) if observation else None,
            said,
            t("prolong-ask"),
        ]
    )
    days = [button(label, ProlongFor(card.id, days, here.at)) for days, label in periods(t)]
    return View(text, [days, unasked(t, OpenUser(card.id, here.at))])


async def ask(context: BotContext, press: Prolong) -> View:
    """From now on what is typed is a day."""
    card = await _card(context, press)
    await context.services.awaited.expect(context.member, f"{_WAITS} {press.user_id} {press.at}", context.now)
    return view(card, context.texts, press)


async def prolong_for(context: BotContext, press: ProlongFor) -> View:
    """A day by a button."""
    until = context.now.astimezone(context.member.zone).date() + timedelta(days=min(max(press.days, 0), 400))
    return await _set(context, Prolong(press.user_id, press.at), until)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """A day, where it is awaited."""
    waits = await context.services.awaited.what(context.member, context.now)
    if waits is None or not waits.startswith(f"{_WAITS} ") or not may(context.member.role, Action.EDIT_USERS):
        return None
    user_id, at = map(int, waits.split()[1:])
    here, t = Prolong(user_id, at), context.texts
    until = typed_day(typed.text, context.now.astimezone(context.member.zone).date())
    if until is None:
        return view(await _card(context, here), t, here, not_text(typed, t) or t("observer-day-unread"))
    try:
        return await _set(context, here, until)
    except UserFieldError as error:
        return view(await _card(context, here), t, here, escaped(refusal(error, t)))


async def _set(context: BotContext, here: Prolong, until: date) -> View:
    card, observers = await _card(context, here), context.services.centre.observers
    runs = card.observation is not None and card.observation.shown in _RUNS
    change = observers.prolong if runs else observers.ask_again
    await change(context.member, here.user_id, until, context.now)
    await context.services.awaited.stop(context.member)
    said = context.texts("prolong-done", until=day(until, context.texts)) if runs else context.texts("observer-sent")
    return await user.open_user(context, OpenUser(here.user_id, here.at), said)


async def _card(context: BotContext, here: Prolong) -> UserCard:
    card = await context.services.centre.users.card(context.member, here.user_id, context.now)
    if card.observation is None or Action.EDIT_USERS not in card.may:
        raise NotFoundError
    return card


ROOM: Room = (on(Prolong, ask), on(ProlongFor, prolong_for), hears(heard))
