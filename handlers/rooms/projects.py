"""The list of projects: those that run first, or those that say what was typed; each row leads to its project."""

from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Button, Row, View, button, home, pairs
from handlers.rooms import boxes
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import FindIn, Sought
from handlers.rooms.user_ways import OpenProject, OpenProjects
from services.project_cards import ProjectsPage
from texts import Texts


def view(page: ProjectsPage, t: Texts, *, found: bool = False) -> View:
    """One page. ``found``: of those that the search finds."""
    here = page.page * 2 + found
    rows: list[Row] = [[button(words.row(item, t), OpenProject(item.id, here))] for item in page.items]
    rows += pager(t, page.page, page.pages, lambda number: OpenProjects(number * 2 + found))
    return View(words.list_text(page, t), [*rows, *pairs(_ways(page, t, found=found)), home(t)], service=True)


def _ways(page: ProjectsPage, t: Texts, *, found: bool) -> list[Button]:
    find = [button(t.plain("boxes-find"), FindIn(Sought.PROJECTS))] if page.total > boxes.MANY else []
    return [*find, button(t.plain("projects-all"), OpenProjects())] if found else find


async def open_projects(context: BotContext, press: OpenProjects) -> View:
    """A page of the list."""
    number, found = divmod(max(press.page, 0), 2)
    centre, member = context.services.centre, context.member
    search = await boxes.searched(context, FindIn(Sought.PROJECTS), found=bool(found))
    page = await centre.projects.page(member, number, search)
    return view(page, context.texts, found=bool(search))


async def projects(context: BotContext, _: str) -> View:
    """``/projects``."""
    return await open_projects(context, OpenProjects())


ROOM: Room = (on(OpenProjects, open_projects), command("projects", projects))
