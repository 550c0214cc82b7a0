"""Every view of the rooms of external observers, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from domain.access import Role, allowed
from domain.user_fields import UserField
from domain.users import ObserverState, UserRole
from handlers.rooms import lent_observers, observer_day, observer_form_view
from handlers.rooms.observer_ways import Prolong
from services.observer_cards import AskedObserver, LentObserver, ObserverDraft, ObserversPage
from services.project_cards import Choice
from services.user_cards import ObservationShown
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, NASTY, NOW, SINCE, ZONE
from tests.handlers.user_samples import begun, observer
from tests.handlers.user_samples import draft as new_user

FAR = 2**50
DAY = date(2026, 12, 25)
LENT = LentObserver(7, ObserverState.REQUESTED, "Ромашка", "184/24", ("Опрос-Казань", "Опрос-Пермь"), DAY, SINCE)
NASTY_LENT = LentObserver(HUGE, ObserverState.REQUESTED, NASTY, "1" * 64, (NASTY,) * 40, DAY, SINCE)


def draft(*, chosen: int = 2, total: int = 20) -> ObserverDraft:
    names = ("Опрос-Казань", "Опрос-Пермь", "Продажи") if total else ()
    projects = tuple(Choice(n, name, n <= chosen) for n, name in enumerate(names, 1))
    return ObserverDraft("", "lutik", DAY, projects, chosen, 0, 3 if total else 1, total, allowed(Role.ADMINISTRATOR))


def nasty_draft() -> ObserverDraft:
    projects = (Choice(HUGE, NASTY, True),) * 6
    return ObserverDraft(NASTY, "l" * 64, DAY, projects, HUGE, FAR, FAR, HUGE, allowed(Role.ADMINISTRATOR))


def page(*items: LentObserver | AskedObserver, login: str = "lutik", waiting: int = 0) -> ObserversPage:
    pages, may = FAR if login == NASTY[:64] else 1, allowed(Role.ADMINISTRATOR)
    lent = sum(isinstance(item, LentObserver) for item in items)
    return ObserversPage("Лютик", login, items, pages - 1, pages, lent, waiting, len(items) - lent, may, NOW, ZONE)


def screens() -> Iterator[tuple[str, Draw]]:
    yield "observer's login", observer_form_view.login_view
    yield "observer's login again", lambda t: observer_form_view.login_view(t, t("ask-text-only"))
    for name, new in {"named": begun(UserField.ROLE), "nasty": new_user(name=NASTY)}.items():
        yield f"{name} observer's login", partial(observer_form_view.login_view, said=None, new=new)
    for name, drawn in {
        "": draft(),
        ", none ticked": draft(chosen=0),
        ", no projects": draft(chosen=0, total=0),
    }.items():
        yield f"observer's form{name}", of(observer_form_view.view, drawn)
    yield "nasty observer's form", of(observer_form_view.view, nasty_draft())
    for shown in ObservationShown:
        about = observer(UserRole.EXTERNAL_OBSERVER, shown)
        yield f"prolong {shown}", of(observer_day.view, about, Prolong(7))
        yield f"nasty prolong {shown}", of(observer_day.view, replace(about, id=HUGE, name=NASTY), Prolong(HUGE, FAR))
    yield from _lent()


def _lent() -> Iterator[tuple[str, Draw]]:
    runs = replace(LENT, state=ObserverState.CONFIRMED)
    yield "lent observers", of(lent_observers.view, page(LENT, runs, waiting=1))
    asked = [AskedObserver(7, "Глеб Лосев", shown, DAY, SINCE) for shown in ObservationShown]
    yield "all observers", of(lent_observers.view, page(LENT, *asked, runs, waiting=1))
    nasty = [replace(each, user_id=HUGE, name=NASTY) for each in asked]
    yield "nasty asked observers", of(lent_observers.view, page(*nasty, login=NASTY[:64], waiting=HUGE))
    yield "no lent observers", of(lent_observers.view, page())
    yield "no login to lend", of(lent_observers.view, page(login=""))
    nasty_runs = replace(NASTY_LENT, state=ObserverState.CONFIRMED)
    yield (
        "nasty lent observers",
        of(lent_observers.view, page(*(NASTY_LENT, nasty_runs) * 3, login=NASTY[:64], waiting=HUGE)),
    )
    for name, each in {"asked": LENT, "running": runs, "without projects": replace(LENT, projects=())}.items():
        yield f"lent observer, {name}", of(lent_observers.card_view, each, 0)
    yield "nasty lent observer", of(lent_observers.card_view, NASTY_LENT, FAR)
    yield "nasty running observer", of(lent_observers.card_view, nasty_runs, FAR)
    yield "confirmed observer", lambda t: lent_observers.card_view(runs, t, 0, t("lent-confirmed"))
    yield "end the observation", of(lent_observers.stop_view, runs, 0)
    yield "nasty end of the observation", of(lent_observers.stop_view, nasty_runs, FAR)
