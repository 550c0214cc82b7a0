"""Who works in a project: a box for each user, turned by a tap and back by another; found by typed words."""

from dataclasses import dataclass, replace

from domain.access import Action, may
from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, View, back, button, pairs
from handlers.rooms import boxes
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import AdmitMany, FindIn, OpenWorkers, Sought
from handlers.rooms.user_ways import OpenProject, OpenUser
from services.admission_cards import ChoiceShown
from services.project_cards import Choice, ChoicesPage
from texts import Texts


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


def _box(item: Choice, t: Texts, here: OpenWorkers) -> Button:
    press = Admit(here.project_id, item.id, not item.chosen, here.page, here.at, here.shown)
    return picking.ticked(words.worker(item, t), item.chosen, press, t)


def _plain(item: Choice, t: Texts) -> Button:
    return button(words.worker(item, t), OpenUser(item.id))


def _ways(page: ChoicesPage, t: Texts, here: OpenWorkers) -> list[Button]:
    every = OpenWorkers(here.project_id, here.page)
    ways = [
        button(t.plain("users-find"), FindIn(Sought.WORKERS, here.project_id, here.page)),
        button(t.plain("workers-many"), AdmitMany(here.project_id, here.page)),
    ]
    if here.shown is not ChoiceShown.ALL:
        return [*ways, button(t.plain("users-all"), every)]
    return [*ways, button(t.plain("workers-chosen"), replace(every, shown=ChoiceShown.CHOSEN))] if page.chosen else ways


async def open_workers(context: BotContext, press: OpenWorkers) -> View:
    """A page of boxes."""
    lists, member = context.services.centre.boxes, context.member
    here = press if may(member.role, Action.EDIT_PROJECTS) else replace(press, shown=ChoiceShown.CHOSEN)
    page = await lists.users(member, here.project_id, here.at, context.now, here.shown)
    found = FindIn(Sought.WORKERS, here.project_id, here.page)
    search = await boxes.searched(context, found, found=here.shown is ChoiceShown.FOUND)
    return view(page, context.texts, replace(here, at=page.page), search)


async def admit(context: BotContext, press: Admit) -> View:
    """Turn one box; it takes effect at once."""
    t, admissions = context.texts, context.services.centre.admissions
    changed = await admissions.admit(context.member, press.project_id, [press.user_id], press.on, context.now)
    if changed:
        context.toast(t.plain("workers-in") if press.on else t.plain("workers-out"))
    else:
        boxes.said(context, changed, on=press.on)
    return await open_workers(context, OpenWorkers(press.project_id, press.page, press.at, press.shown))


ROOM: Room = (on(OpenWorkers, open_workers), on(Admit, admit))
