"""Asking for an external observer: his login in the cabinet is typed, then projects are ticked and the last day set."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.access import Action, may
from domain.typed_day import typed_day
from handlers.errors import refusal
from handlers.kit import picking
from handlers.kit.asking import Typed, form, not_text
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Row, Style, View, button, shortened
from handlers.rooms import user
from handlers.rooms.user_ways import AskObserver, OpenUser, OpenUsers
from handlers.rooms.users import open_users
from services.errors import ForbiddenError
from services.observer_cards import ObserverDraft
from services.user_errors import UserFieldError
from services.user_form_cards import UserFormGoneError
from texts import Html, Texts
from texts.format import day
from texts.html import escaped

_WAITS = "observer login"
_DAY = "observer day"


@dataclass(frozen=True)
class OpenObserverForm(Press, prefix="watchform"):
    """The form with a page of projects."""

    page: int = 0


@dataclass(frozen=True)
class TickWatched(Press, prefix="watch"):
    """Turn the tick of a project."""

    project_id: int
    page: int


@dataclass(frozen=True)
class WatchFor(Press, prefix="watchfor"):
    """So many days from today on."""

    days: int


@dataclass(frozen=True)
class SendObserver(Press, prefix="watchsend"):
    """Ask for him."""


@dataclass(frozen=True)
class CancelObserver(Press, prefix="watchno"):
    """Leave the form."""


def login_view(t: Texts, said: Html | None = None) -> View:
    """The first question."""
    asked = [said, t("observer-login-ask") if said is None else t("observer-login-again")]
    return form(t, [t("observer-title"), t("observer-own")], asked, [], CancelObserver())


def view(draft: ObserverDraft, t: Texts, said: Html | None = None) -> View:
    """The projects and the last day; what is typed now is another day."""
    rows: list[Row] = [
        [picking.ticked(shortened(item.name, 32), item.chosen, TickWatched(item.id, draft.page), t)]
        for item in draft.projects
    ]
    rows += pager(t, draft.page, draft.pages, OpenObserverForm)
    rows.append([button(label, WatchFor(days)) for days, label in periods(t)])
    if draft.chosen or not draft.total:
        rows.append([button(t.plain("observer-send"), SendObserver(), Style.PRIMARY)])
    told = [
        t("observer-form", login=shortened(draft.cabinet_login, 40)),
        t("observer-until", until=day(draft.until, t)),
    ]
    count = t("observer-projects", n=draft.chosen) if draft.chosen else t("observer-tick")
    return form(t, [*told, count], [said or t("observer-day-hint")], rows, CancelObserver())


def periods(t: Texts) -> list[tuple[int, str]]:
    """Days from today on, and what their buttons say."""
    return [(7, t.plain("observer-week")), (30, t.plain("observer-month")), (90, t.plain("observer-quarter"))]


async def begin(context: BotContext, _: AskObserver) -> View:
    """From now on what is typed is his login."""
    if not _asks(context):
        raise ForbiddenError
    await context.services.awaited.expect(context.member, _WAITS, context.now)
    return login_view(context.texts)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """A login, or a day, where one of them is awaited."""
    waits = await context.services.awaited.what(context.member, context.now)
    if waits not in {_WAITS, _DAY} or not _asks(context):
        return None
    refused = not_text(typed, context.texts)
    return await _login(context, typed.text, refused) if waits == _WAITS else await _day(context, typed.text, refused)


async def _login(context: BotContext, text: str, refused: Html | None) -> View:
    if refused:
        return login_view(context.texts, refused)
    try:
        draft = await context.services.centre.observer_forms.begin(context.member, text, context.now)
    except UserFieldError as error:
        return login_view(context.texts, escaped(refusal(error, context.texts)))
    return await _drawn(context, draft)


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
    on(TickWatched, tick),
    on(WatchFor, watch_for),
    on(SendObserver, send),
    on(CancelObserver, cancel),
    hears(heard),
)
