"""Asking for an external observer: his login in the cabinet is typed, then projects are ticked and the last day set."""

from dataclasses import replace
from datetime import timedelta

from domain.access import Action, may
from domain.typed_day import typed_day
from handlers.errors import refusal
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View
from handlers.rooms import user
from handlers.rooms.observer_form_view import (
    CancelObserver,
    OtherLogin,
    SendObserver,
    TickWatched,
    WatchFor,
    login_view,
    view,
)
from handlers.rooms.observer_ways import OpenObserverForm
from handlers.rooms.unfinished_ask import BeginAnew, asked_first
from handlers.rooms.user_ways import AskObserver, OpenUser, OpenUsers
from handlers.rooms.users import open_users
from services.errors import ForbiddenError
from services.observer_cards import ObserverDraft
from services.unfinished import Begun
from services.user_errors import UserFieldError
from services.user_form_cards import UserDraft, UserFormGoneError
from texts import Html
from texts.html import escaped

_WAITS, _NAMED = "observer login", "observer login, named"
_DAY = "observer day"


async def begin(context: BotContext, press: AskObserver) -> View:
    """From now on what is typed is his login. An observer who was begun already goes on, and before anything else that
    is not finished is lost the person is asked."""
    if not _asks(context):
        raise ForbiddenError
    draft = await context.services.centre.observer_forms.current(context.member, 0, context.now)
    if draft is not None:
        return await _drawn(context, draft, context.texts("form-goes-on"))
    new = await _new_user(context, press.named)
    asked = None if new is not None else await asked_first(context, BeginAnew(Begun.OBSERVER))
    return asked or await begun(context, new)


async def begun(context: BotContext, new: UserDraft | None = None) -> View:
    """The first question; ``new`` is the form of somebody new that he was chosen in."""
    await context.services.awaited.expect(context.member, _WAITS if new is None else _NAMED, context.now)
    return login_view(context.texts, None, new)


async def other_login(context: BotContext, _: OtherLogin) -> View:
    """From now on what is typed is another login of the same observer."""
    if await context.services.centre.observer_forms.current(context.member, 0, context.now) is None:
        raise UserFormGoneError
    await context.services.awaited.expect(context.member, _WAITS, context.now)
    return login_view(context.texts)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """A login, or a day, where one of them is awaited."""
    waits = await context.services.awaited.what(context.member, context.now)
    if waits not in {_WAITS, _NAMED, _DAY} or not _asks(context):
        return None
    refused = not_text(typed, context.texts)
    if waits == _DAY:
        return await _day(context, typed.text, refused)
    return await _login(context, typed.text, refused, await _new_user(context, waits == _NAMED))


async def _login(context: BotContext, text: str, refused: Html | None, new: UserDraft | None) -> View:
    forms, name = context.services.centre.observer_forms, new.name if new is not None else ""
    if refused:
        return login_view(context.texts, refused, new)
    try:
        draft = await forms.begin(context.member, text, context.now, name)
    except UserFieldError as error:
        return login_view(context.texts, escaped(refusal(error, context.texts)), new)
    return await _drawn(context, draft)


async def _new_user(context: BotContext, named: bool) -> UserDraft | None:
    """The form of somebody new that the observer was chosen in; None: he was not chosen there, or it is gone."""
    draft = await context.services.centre.forms.current(context.member, context.now) if named else None
    return draft if draft is not None and draft.user_id is None else None


async def _day(context: BotContext, text: str, refused: Html | None) -> View | None:
    forms, member, t = context.services.centre.observer_forms, context.member, context.texts
    draft = await forms.current(member, 0, context.now)
    if draft is None:
        return None
    until = typed_day(text, context.now.astimezone(member.zone).date())
    if refused or until is None:
        return await _drawn(context, draft, refused or t("observer-day-unread"))
    try:
        return await _drawn(context, await forms.until(member, until, context.now))
    except UserFieldError as error:
        return await _drawn(context, draft, escaped(refusal(error, t)))


async def open_form(context: BotContext, press: OpenObserverForm) -> View:
    """The form as it is."""
    draft = await context.services.centre.observer_forms.current(context.member, press.page, context.now)
    if draft is None:
        raise UserFormGoneError
    return await _drawn(context, draft)


async def tick(context: BotContext, press: TickWatched) -> View:
    """Turn one tick."""
    forms = context.services.centre.observer_forms
    return await _drawn(context, await forms.tick(context.member, press.project_id, press.page, context.now))


async def watch_for(context: BotContext, press: WatchFor) -> View:
    """Another last day, by a button."""
    until = context.now.astimezone(context.member.zone).date() + timedelta(days=min(max(press.days, 0), 400))
    return await _drawn(context, await context.services.centre.observer_forms.until(context.member, until, context.now))


async def send(context: BotContext, _: SendObserver) -> View:
    """Ask; whatever comes of it shows on his card."""
    user_id = await context.services.centre.observer_forms.send(context.member, context.now)
    await context.services.awaited.stop(context.member)
    return await user.open_user(context, OpenUser(user_id), context.texts("observer-sent"))


async def cancel(context: BotContext, _: CancelObserver) -> View:
    """Leave the form: back to the list."""
    await context.services.centre.observer_forms.cancel(context.member)
    await context.services.awaited.stop(context.member)
    context.toast(context.texts.plain("ask-cancelled"))
    return await open_users(context, OpenUsers())


async def _drawn(context: BotContext, draft: ObserverDraft, said: Html | None = None) -> View:
    """The form; from now on what is typed is another last day."""
    await context.services.awaited.expect(context.member, _DAY, context.now)
    return replace(view(draft, context.texts, said), sweep=True)


def _asks(context: BotContext) -> bool:
    return may(context.member.role, Action.EDIT_USERS)


ROOM: Room = (
    on(AskObserver, begin),
    on(OpenObserverForm, open_form),
    on(OtherLogin, other_login),
    on(TickWatched, tick),
    on(WatchFor, watch_for),
    on(SendObserver, send),
    on(CancelObserver, cancel),
    hears(heard),
)
