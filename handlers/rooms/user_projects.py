"""The projects that a user works in or watches: a box for each, turned by a tap and back by another."""

from dataclasses import dataclass, replace

from domain.access import Action
from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms import project_words as words
from handlers.rooms.user_ways import OpenProject, OpenUser, OpenUserProjects
from services.project_cards import ChoicesPage
from texts import Texts, joined


@dataclass(frozen=True)
class AdmitTo(Press, prefix="admitto"):
    """The tap on a box: the user is in this project from now on, or out."""

    user_id: int
    project_id: int
    on: bool
    page: int
    at: int


def view(page: ChoicesPage, t: Texts, here: OpenUserProjects) -> View:
    """One page of projects. Whoever only looks sees a mark at those he is in; a tap leads to the project."""
    edits = Action.EDIT_PROJECTS in page.may
    rows: list[Row] = []
    for item in page.items:
        label = shortened(item.name, 32)
        press = AdmitTo(here.user_id, item.id, not item.chosen, here.page, here.at)
        marked = t.plain("filter-chosen", label=label) if item.chosen else label
        rows.append([picking.ticked(label, item.chosen, press, t) if edits else button(marked, OpenProject(item.id))])
    rows += pager(t, page.page, page.pages, lambda number: replace(here, page=number))
    title = t("worksin-title", name=shortened(page.name, 40))
    count = t("boxes-count", n=page.chosen, total=page.total) if page.total else t("projects-none")
    last = back(t, OpenUser(here.user_id, here.at), t.plain("user"))
    return View(joined([title, count, words.boxes_hint(page, t)]), [*rows, last])


async def open_projects(context: BotContext, press: OpenUserProjects) -> View:
    """A page of projects."""
    page = await context.services.centre.boxes.projects(context.member, press.user_id, press.page)
    return view(page, context.texts, replace(press, page=page.page))


async def admit(context: BotContext, press: AdmitTo) -> View:
    """Turn one box; it takes effect at once."""
    t, admissions = context.texts, context.services.centre.admissions
    if await admissions.admit_user(context.member, press.user_id, [press.project_id], press.on, context.now):
        context.toast(t.plain("workers-in") if press.on else t.plain("workers-out"))
    return await open_projects(context, OpenUserProjects(press.user_id, press.page, press.at))


ROOM: Room = (on(OpenUserProjects, open_projects), on(AdmitTo, admit))
