"""The lines that a project calls over, and the projects of a line: boxes, turned by a tap and back by another."""

from dataclasses import dataclass, replace

from domain.access import Action
from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import OpenLineProjects, OpenProjectLines
from handlers.rooms.user_ways import OpenProject
from handlers.rooms.ways import OpenLine
from services.project_cards import ChoicesPage
from texts import Html, Texts, joined


@dataclass(frozen=True)
class LinkLine(Press, prefix="useline"):
    """The tap on a line of a project: the project calls over it from now on, or no longer does."""

    project_id: int
    line_id: int
    on: bool
    page: int
    at: int


@dataclass(frozen=True)
class LinkProject(Press, prefix="usefor"):
    """The same tap on a project of a line."""

    line_id: int
    project_id: int
    on: bool
    page: int
    at: int


def view(page: ChoicesPage, t: Texts, here: OpenProjectLines) -> View:
    """One page of lines."""
    edits = Action.EDIT_PROJECTS in page.may
    rows: list[Row] = []
    for item in page.items:
        press = LinkLine(here.project_id, item.id, not item.chosen, here.page, here.at)
        label = shortened(item.name, 32)
        rows.append([picking.ticked(label, item.chosen, press, t) if edits else button(label, OpenLine(item.id))])
    rows += pager(t, page.page, page.pages, lambda number: replace(here, at=number))
    title = t("callsover-title", name=shortened(page.name, 40))
    last = back(t, OpenProject(here.project_id, here.page), t.plain("project"))
    return View(_text(title, page, t("callsover-none"), t("callsover-why"), t), [*rows, last])


def line_view(page: ChoicesPage, t: Texts, here: OpenLineProjects) -> View:
    """One page of projects of a line."""
    edits = Action.EDIT_PROJECTS in page.may
    rows: list[Row] = []
    for item in page.items:
        press = LinkProject(here.line_id, item.id, not item.chosen, here.page, here.at)
        label = shortened(item.name, 32)
        rows.append([picking.ticked(label, item.chosen, press, t) if edits else button(label, OpenProject(item.id))])
    rows += pager(t, page.page, page.pages, lambda number: replace(here, page=number))
    title = t("usedby-title", name=shortened(page.name, 40))
    last = back(t, OpenLine(here.line_id, here.at), t.plain("line"))
    return View(_text(title, page, t("projects-none"), t("callsover-why"), t), [*rows, last])


def _text(title: Html, page: ChoicesPage, empty: Html, why: Html, t: Texts) -> Html:
    if not page.items:
        return joined([title, empty])
    return joined([title, t("boxes-count", n=page.chosen, total=page.total), why, words.boxes_hint(page, t)])


async def open_lines(context: BotContext, press: OpenProjectLines) -> View:
    """A page of lines."""
    page = await context.services.centre.projects.lines(context.member, press.project_id, press.at)
    return view(page, context.texts, replace(press, at=page.page))


async def open_projects(context: BotContext, press: OpenLineProjects) -> View:
    """A page of projects."""
    page = await context.services.centre.boxes.of_line(context.member, press.line_id, press.page)
    return line_view(page, context.texts, replace(press, page=page.page))


async def link(context: BotContext, press: LinkLine) -> View:
    """Turn one box of a project."""
    await _link(context, press)
    return await open_lines(context, OpenProjectLines(press.project_id, press.page, press.at))


async def link_project(context: BotContext, press: LinkProject) -> View:
    """Turn one box of a line."""
    await _link(context, press)
    return await open_projects(context, OpenLineProjects(press.line_id, press.page, press.at))


async def _link(context: BotContext, press: LinkLine | LinkProject) -> None:
    projects = context.services.centre.projects
    await projects.link(context.member, press.project_id, press.line_id, press.on, context.now)
    context.toast(context.texts.plain("boxes-on") if press.on else context.texts.plain("boxes-off"))


ROOM: Room = (
    on(OpenProjectLines, open_lines),
    on(OpenLineProjects, open_projects),
    on(LinkLine, link),
    on(LinkProject, link_project),
)
