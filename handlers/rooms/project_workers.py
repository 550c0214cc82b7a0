"""Who works in a project: a box for each user, turned by a tap and back by another; found by typed words."""

from dataclasses import dataclass, replace

from domain.access import Action, may
from handlers.kit import picking
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Button, Row, View, back, button, pairs, unasked
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import AdmitMany, FindWorkers, OpenWorkers
from handlers.rooms.user_ways import OpenProject, OpenUser
from services.admission_cards import ChoiceShown
from services.project_cards import Choice, ChoicesPage
from texts import Html, Texts, joined

_WAITS = "find workers"


@dataclass(frozen=True)
class Admit(Press, prefix="admit"):
    """The tap on a box: the user is in from now on, or out."""

    project_id: int
    user_id: int
    on: bool
    page: int
    at: int
    shown: ChoiceShown


def view(page: ChoicesPage, t: Texts, here: OpenWorkers, search: str = "") -> View:
    """One page of boxes. Whoever only looks sees those who are in; a tap leads to the user."""
    edits = Action.EDIT_PROJECTS in page.may
    rows: list[Row] = [[_box(item, t, here) if edits else _plain(item, t)] for item in page.items]
    rows += pager(t, page.page, page.pages, lambda number: replace(here, at=number))
    rows += pairs(_ways(page, t, here)) if edits else []
    text = words.people_text(page, here.shown, search, t)
    return View(text, [*rows, back(t, OpenProject(here.project_id, here.page), t.plain("project"))])


def find_view(t: Texts, here: FindWorkers, said: Html | None = None) -> View:
    """What to type; back leads to the boxes."""
    text = joined([t("users-find-title"), said, t("users-find-ask")])
    return View(text, [unasked(t, OpenWorkers(here.project_id, here.page))])


def _box(item: Choice, t: Texts, here: OpenWorkers) -> Button:
    press = Admit(here.project_id, item.id, not item.chosen, here.page, here.at, here.shown)
    return picking.ticked(words.worker(item, t), item.chosen, press, t)


def _plain(item: Choice, t: Texts) -> Button:
    return button(words.worker(item, t), OpenUser(item.id))


def _ways(page: ChoicesPage, t: Texts, here: OpenWorkers) -> list[Button]:
    every = OpenWorkers(here.project_id, here.page)
    ways = [
        button(t.plain("users-find"), FindWorkers(here.project_id, here.page)),
        button(t.plain("workers-many"), AdmitMany(here.project_id, here.page)),
    ]
    if here.shown is not ChoiceShown.ALL:
        return [*ways, button(t.plain("users-all"), every)]
    return [*ways, button(t.plain("workers-chosen"), replace(every, shown=ChoiceShown.CHOSEN))] if page.chosen else ways


async def open_workers(context: BotContext, press: OpenWorkers) -> View:
    """A page of boxes."""
    boxes, member = context.services.centre.boxes, context.member
    here = press if _edits(context) else replace(press, shown=ChoiceShown.CHOSEN)
    page = await boxes.users(member, here.project_id, here.at, context.now, here.shown)
    search = ""
    if here.shown is ChoiceShown.FOUND:  # words that are typed there are the next search
        search = await boxes.search(member, context.now)
        await _expect(context, FindWorkers(here.project_id, here.page))
    return view(page, context.texts, replace(here, at=page.page), search)


async def admit(context: BotContext, press: Admit) -> View:
    """Turn one box; it takes effect at once."""
    t, admissions = context.texts, context.services.centre.admissions
    if await admissions.admit(context.member, press.project_id, [press.user_id], press.on, context.now):
        context.toast(t.plain("workers-in") if press.on else t.plain("workers-out"))
    return await open_workers(context, OpenWorkers(press.project_id, press.page, press.at, press.shown))


async def find(context: BotContext, press: FindWorkers) -> View:
    """From now on words that are typed find users among the boxes."""
    await context.services.centre.projects.card(context.member, press.project_id, context.now)
    await _expect(context, press)
    return find_view(context.texts, press)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """What was typed, where this search waits for it; a new one replaces the one before."""
    waits = await context.services.awaited.what(context.member, context.now)
    if waits is None or not waits.startswith(_WAITS):
        return None
    project_id, page = map(int, waits.removeprefix(_WAITS).split())
    here = FindWorkers(project_id, page)
    await _expect(context, here)
    if refused := not_text(typed, context.texts):
        return find_view(context.texts, here, refused)
    await context.services.centre.boxes.set_search(context.member, typed.text, context.now)
    found = await open_workers(context, OpenWorkers(project_id, page, 0, ChoiceShown.FOUND))
    return replace(found, sweep=True)


async def _expect(context: BotContext, here: FindWorkers) -> None:
    await context.services.awaited.expect(context.member, f"{_WAITS} {here.project_id} {here.page}", context.now)


def _edits(context: BotContext) -> bool:
    return may(context.member.role, Action.EDIT_PROJECTS)


ROOM: Room = (on(OpenWorkers, open_workers), on(Admit, admit), on(FindWorkers, find), hears(heard))
