"""The list of projects: those that run first; each row leads to its project."""

from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Row, View, button, home
from handlers.rooms import project_words as words
from handlers.rooms.user_ways import OpenProject, OpenProjects
from services.project_cards import ProjectsPage
from texts import Texts


def view(page: ProjectsPage, t: Texts) -> View:
    """One page."""
    rows: list[Row] = [[button(words.row(item, t), OpenProject(item.id, page.page))] for item in page.items]
    rows += pager(t, page.page, page.pages, OpenProjects)
    return View(words.list_text(page, t), [*rows, home(t)], service=True)


async def open_projects(context: BotContext, press: OpenProjects) -> View:
    """A page of the list."""
    return view(await context.services.centre.projects.page(context.member, press.page), context.texts)


async def projects(context: BotContext, _: str) -> View:
    """``/projects``."""
    return await open_projects(context, OpenProjects())


ROOM: Room = (on(OpenProjects, open_projects), command("projects", projects))
