"""The lines that a project calls over, and the projects of a line: two lists of boxes."""

from dataclasses import dataclass, replace

from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import View, back, shortened
from handlers.rooms import boxes
from handlers.rooms.project_ways import FindIn, OpenLineProjects, OpenProjectLines, Sought
from handlers.rooms.user_ways import OpenProject
from handlers.rooms.ways import OpenLine
from services.admission_cards import ChoiceShown
from services.project_cards import ChoicesPage
from texts import Texts


@dataclass(frozen=True)
class LinkLine(Press, prefix="useline"):
    """The tap on a line of a project: the project calls over it from now on, or no longer does."""

    project_id: int
    line_id: int
    on: bool
    page: int
    at: int
    shown: ChoiceShown = ChoiceShown.ALL


@dataclass(frozen=True)
class LinkProject(Press, prefix="usefor"):
    """The same tap on a project of a line."""

    line_id: int
    project_id: int
    on: bool
    page: int
    at: int
    shown: ChoiceShown = ChoiceShown.ALL


def view(page: ChoicesPage, t: Texts, here: OpenProjectLines, search: str = "") -> View:
    """One page of lines."""
    ways = boxes.Ways(
        turn=lambda item: LinkLine(here.project_id, item.id, not item.chosen, here.page, here.at, here.shown),
        look=lambda item: OpenLine(item.id),
        open=lambda number, shown: replace(here, at=number, shown=shown),
        find=FindIn(Sought.LINES, here.project_id, here.page),
        last=back(t, OpenProject(here.project_id, here.page), t.plain("project")),
    )
    title = t("callsover-title", name=shortened(page.name, 40))
    heads = [title, boxes.count(page, t), t("callsover-why")] if page.total else [title, t("callsover-none")]
    return boxes.view(page, t, heads, here.shown, search, ways)


def line_view(page: ChoicesPage, t: Texts, here: OpenLineProjects, search: str = "") -> View:
    """One page of projects of a line."""
    ways = boxes.Ways(
        turn=lambda item: LinkProject(here.line_id, item.id, not item.chosen, here.page, here.at, here.shown),
        look=lambda item: OpenProject(item.id),
        open=lambda number, shown: replace(here, page=number, shown=shown),
        find=FindIn(Sought.OF_LINE, here.line_id, here.at),
        last=back(t, OpenLine(here.line_id, here.at), t.plain("line")),
    )
    title = t("usedby-title", name=shortened(page.name, 40))
    heads = [title, boxes.count(page, t), t("callsover-why")] if page.total else [title, t("projects-none")]
    return boxes.view(page, t, heads, here.shown, search, ways)


async def open_lines(context: BotContext, press: OpenProjectLines) -> View:
    """A page of lines."""
    lists, member = context.services.centre.boxes, context.member
    page = await lists.lines(member, press.project_id, press.at, context.now, press.shown)
    here = FindIn(Sought.LINES, press.project_id, press.page)
    search = await boxes.searched(context, here, found=press.shown is ChoiceShown.FOUND)
    return view(page, context.texts, replace(press, at=page.page), search)


async def open_projects(context: BotContext, press: OpenLineProjects) -> View:
    """A page of projects."""
    lists, member = context.services.centre.boxes, context.member
    page = await lists.of_line(member, press.line_id, press.page, context.now, press.shown)
    here = FindIn(Sought.OF_LINE, press.line_id, press.at)
    search = await boxes.searched(context, here, found=press.shown is ChoiceShown.FOUND)
    return line_view(page, context.texts, replace(press, page=page.page), search)


async def link(context: BotContext, press: LinkLine) -> View:
    """Turn one box of a project."""
    await _link(context, press)
    return await open_lines(context, OpenProjectLines(press.project_id, press.page, press.at, press.shown))


async def link_project(context: BotContext, press: LinkProject) -> View:
    """Turn one box of a line."""
    await _link(context, press)
    return await open_projects(context, OpenLineProjects(press.line_id, press.page, press.at, press.shown))


async def _link(context: BotContext, press: LinkLine | LinkProject) -> None:
    projects = context.services.centre.projects
    changed = await projects.link(context.member, press.project_id, press.line_id, press.on, context.now)
    boxes.said(context, changed, on=press.on)


ROOM: Room = (
    on(OpenProjectLines, open_lines),
    on(OpenLineProjects, open_projects),
    on(LinkLine, link),
    on(LinkProject, link_project),
)
