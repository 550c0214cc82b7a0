"""The projects that a user works in or watches: a box for each; those of another user can be given to him too."""

from dataclasses import dataclass, replace

from domain.access import Action
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms import boxes
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import FindIn, PickLike, Sought
from handlers.rooms.user_ways import OpenProject, OpenUser, OpenUserProjects
from services.admission_cards import ChoiceShown
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
    shown: ChoiceShown = ChoiceShown.ALL


@dataclass(frozen=True)
class CopyLike(Press, prefix="likehim"):
    """Admit the user to every project of another one."""

    user_id: int
    source_id: int
    at: int = 0


def view(page: ChoicesPage, t: Texts, here: OpenUserProjects, search: str = "") -> View:
    """One page of projects."""
    ways = boxes.Ways(
        turn=lambda item: AdmitTo(here.user_id, item.id, not item.chosen, here.page, here.at, here.shown),
        look=lambda item: OpenProject(item.id),
        open=lambda number, shown: replace(here, page=number, shown=shown),
        find=FindIn(Sought.OF_USER, here.user_id, here.at),
        last=back(t, OpenUser(here.user_id, here.at), t.plain("user")),
    )
    title = t("worksin-title", name=shortened(page.name, 40))
    heads = [title, boxes.count(page, t) if page.total else t("projects-none")]
    drawn = boxes.view(page, t, heads, here.shown, search, ways)
    if Action.EDIT_PROJECTS not in page.may or not page.total:
        return drawn
    *rows, last = drawn.rows
    return replace(drawn, rows=[*rows, [button(t.plain("like-pick"), PickLike(here.user_id, 0, here.at))], last])


def like_view(page: ChoicesPage, t: Texts, here: PickLike, search: str = "") -> View:
    """The other users; a tap copies their projects."""
    rows: list[Row] = [[button(words.worker(item, t), CopyLike(here.user_id, item.id, here.at))] for item in page.items]
    rows += pager(t, page.page, page.pages, lambda number: replace(here, page=number))
    if page.total > boxes.MANY:
        rows.append([button(t.plain("boxes-find"), FindIn(Sought.LIKE, here.user_id, here.at))])
    found = boxes.found_text(page.found, search, t) if here.found else None
    which = t("like-which") if page.total else t("like-none")
    text = joined([t("like-title", name=shortened(page.name, 40)), found, which])
    return View(text, [*rows, back(t, OpenUserProjects(here.user_id, 0, here.at))])


async def open_projects(context: BotContext, press: OpenUserProjects) -> View:
    """A page of projects."""
    lists, member = context.services.centre.boxes, context.member
    page = await lists.projects(member, press.user_id, press.page, context.now, press.shown)
    here = FindIn(Sought.OF_USER, press.user_id, press.at)
    search = await boxes.searched(context, here, found=press.shown is ChoiceShown.FOUND)
    return view(page, context.texts, replace(press, page=page.page), search)


async def admit(context: BotContext, press: AdmitTo) -> View:
    """Turn one box; it takes effect at once."""
    admissions = context.services.centre.admissions
    changed = await admissions.admit_user(context.member, press.user_id, [press.project_id], press.on, context.now)
    boxes.said(context, changed, on=press.on)
    return await open_projects(context, OpenUserProjects(press.user_id, press.page, press.at, press.shown))


async def pick_like(context: BotContext, press: PickLike) -> View:
    """The other users."""
    lists, member = context.services.centre.boxes, context.member
    shown = ChoiceShown.FOUND if press.found else ChoiceShown.ALL
    page = await lists.others(member, press.user_id, press.page, context.now, shown)
    search = await boxes.searched(context, FindIn(Sought.LIKE, press.user_id, press.at), found=press.found)
    return like_view(page, context.texts, replace(press, page=page.page), search)


async def copy_like(context: BotContext, press: CopyLike) -> View:
    """He is in all of them from now on; each box can be turned back."""
    t, admissions = context.texts, context.services.centre.admissions
    n = await admissions.copy_user(context.member, press.user_id, press.source_id, context.now)
    context.toast(t.plain("like-done", n=n) if n else t.plain("like-nothing"))
    return await open_projects(context, OpenUserProjects(press.user_id, 0, press.at))


ROOM: Room = (
    on(OpenUserProjects, open_projects),
    on(AdmitTo, admit),
    on(PickLike, pick_like),
    on(CopyLike, copy_like),
)
