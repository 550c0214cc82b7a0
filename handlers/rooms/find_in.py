"""The search of lists about projects: what is typed is looked for in the list that it was asked from."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View, unasked
from handlers.rooms import boxes, project_lines, project_many, project_workers, projects, user_projects
from handlers.rooms.project_ways import (
    FindIn,
    OpenLineProjects,
    OpenProjectLines,
    OpenWorkers,
    PickLike,
    PickSource,
    Sought,
)
from handlers.rooms.user_ways import OpenProjects, OpenUserProjects
from services.admission_cards import ChoiceShown
from texts import Html, Texts, joined

_PEOPLE = {Sought.WORKERS, Sought.LIKE}
_ALL, _FOUND = ChoiceShown.ALL, ChoiceShown.FOUND
_Lists = OpenProjects | PickSource | OpenWorkers | OpenProjectLines | OpenUserProjects | OpenLineProjects | PickLike


def view(t: Texts, here: FindIn, said: Html | None = None) -> View:
    """What to type; back leads to the list as a whole."""
    people = here.what in _PEOPLE
    title = t("users-find-title") if people else t("boxes-find-title")
    asked = t("users-find-ask") if people else t("boxes-find-ask")
    return View(joined([title, said, asked]), [unasked(t, whole(here))])


def whole(here: FindIn) -> Press:
    """The list, all of it."""
    return _list(here, found=False)


def _list(here: FindIn, *, found: bool) -> _Lists:
    number, at, shown = here.subject_id, here.at, _FOUND if found else _ALL
    lists: dict[Sought, _Lists] = {
        Sought.PROJECTS: OpenProjects(int(found)),
        Sought.SOURCES: PickSource(number, at, 0, found),
        Sought.WORKERS: OpenWorkers(number, at, 0, shown),
        Sought.LINES: OpenProjectLines(number, at, 0, shown),
        Sought.OF_USER: OpenUserProjects(number, 0, at, shown),
        Sought.OF_LINE: OpenLineProjects(number, 0, at, shown),
        Sought.LIKE: PickLike(number, 0, at, found),
    }
    return lists[here.what]


async def find(context: BotContext, press: FindIn) -> View:
    """From now on words that are typed are looked for in the list."""
    await _opened(context, press, found=False)  # whose list is not there is not searched either
    await boxes.expect(context, press)
    return view(context.texts, press)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """What was typed, where this search waits for it; a new one replaces the one before."""
    waits = await context.services.awaited.what(context.member, context.now)
    if waits is None or not waits.startswith(f"{boxes.WAITS} "):
        return None
    what, number, at = waits.removeprefix(boxes.WAITS).split()
    here = FindIn(Sought(what), int(number), int(at))
    await boxes.expect(context, here)
    if refused := not_text(typed, context.texts):
        return view(context.texts, here, refused)
    await context.services.centre.boxes.set_search(context.member, typed.text, context.now)
    return replace(await _opened(context, here, found=True), sweep=True)


async def _opened(context: BotContext, here: FindIn, *, found: bool) -> View:
    opener: Callable[..., Awaitable[View]] = _OPENERS[here.what]
    return await opener(context, _list(here, found=found))


_OPENERS: dict[Sought, Callable[..., Awaitable[View]]] = {
    Sought.PROJECTS: projects.open_projects,
    Sought.SOURCES: project_many.pick_source,
    Sought.WORKERS: project_workers.open_workers,
    Sought.LINES: project_lines.open_lines,
    Sought.OF_USER: user_projects.open_projects,
    Sought.OF_LINE: project_lines.open_projects,
    Sought.LIKE: user_projects.pick_like,
}

ROOM: Room = (on(FindIn, find), hears(heard))
