"""The screens of asking for an external observer: his login, then the projects he is to see and his last day."""

from dataclasses import dataclass

from domain.user_fields import UserField
from handlers.kit import picking
from handlers.kit.asking import form
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.screen import Row, Style, View, button, shortened
from handlers.rooms.observer_ways import OpenObserverForm
from handlers.rooms.user_form_view import AskUserField
from services.observer_cards import ObserverDraft
from services.user_form_cards import UserDraft
from texts import Html, Texts
from texts.format import day


@dataclass(frozen=True)
class OtherLogin(Press, prefix="watchlogin"):
    """The login was a wrong one; all else stays."""


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


def login_view(t: Texts, said: Html | None = None, new: UserDraft | None = None) -> View:
    """The first question; of ``new``, the form of somebody new, only the name is for an observer too."""
    name = t("user-form-name", name=shortened(new.name, 48)) if new is not None and new.name else None
    asked = [said, t("observer-login-ask") if said is None else t("observer-login-again")]
    other = [[button(t.plain("observer-other-role"), AskUserField(UserField.ROLE))]] if new is not None else []
    own = t("observer-own-instead") if new is not None and new.login else t("observer-own")
    return form(t, [t("observer-title"), name, own], asked, other, CancelObserver())


def view(draft: ObserverDraft, t: Texts, said: Html | None = None) -> View:
    """The projects and the last day; what is typed now is another day."""
    rows: list[Row] = [
        [picking.ticked(shortened(item.name, 32), item.chosen, TickWatched(item.id, draft.page), t)]
        for item in draft.projects
    ]
    rows += pager(t, draft.page, draft.pages, OpenObserverForm)
    rows.append([button(label, WatchFor(days)) for days, label in periods(t)])
    rows.append([button(t.plain("observer-other-login"), OtherLogin())])
    if draft.chosen or not draft.total:
        rows.append([button(t.plain("observer-send"), SendObserver(), Style.PRIMARY)])
    told = [
        t("observer-form", login=shortened(draft.cabinet_login, 40)),
        t("user-form-name", name=shortened(draft.name, 48)) if draft.name else None,
        t("observer-until", until=day(draft.until, t)),
    ]
    count = t("observer-projects", n=draft.chosen) if draft.chosen else t("observer-tick")
    return form(t, [*told, count], [said or t("observer-day-hint")], rows, CancelObserver())


def periods(t: Texts) -> list[tuple[int, str]]:
    """Days from today on, and what their buttons say."""
    return [(7, t.plain("observer-week")), (30, t.plain("observer-month")), (90, t.plain("observer-quarter"))]
