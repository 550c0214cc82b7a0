"""Admitting many to a project by one tap: all operators, or everybody of another project; it can be taken back."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.users import UserRole
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, shortened
from handlers.rooms import boxes
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import AdmitMany, FindIn, OpenWorkers, PickSource, Sought
from services.admission_cards import Admitted
from services.cards import MemberCard
from services.errors import ConfirmationGoneError
from services.project_cards import ProjectCard, ProjectsPage
from texts import Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class AdmitOperators(Press, prefix="alloper"):
    """Admit all operators."""

    project_id: int
    page: int = 0


@dataclass(frozen=True)
class CopyWorkers(Press, prefix="copyfrom"):
    """Admit everybody of the other project."""

    project_id: int
    source_id: int
    page: int = 0


@dataclass(frozen=True)
class UndoAdmit(Press, prefix="unadmit"):
    """Take back what one tap admitted; ``token`` is good for ten minutes."""

    project_id: int
    token: str
    page: int = 0


def view(card: ProjectCard, t: Texts, page: int) -> View:
    """The ways, and what they do not do."""
    text = joined([t("many-title", name=shortened(card.name, 40)), t("many-means")])
    ways = [
        button(t.plain("many-operators"), AdmitOperators(card.id, page)),
        button(t.plain("many-copy"), PickSource(card.id, page)),
    ]
    return View(text, [ways, back(t, OpenWorkers(card.id, page), t.plain("project-workers"))])


def source_view(found: ProjectsPage, t: Texts, here: PickSource) -> View:
    """The other projects; a tap copies."""
    others = [item for item in found.items if item.id != here.project_id]
    rows: list[Row] = [
        [button(words.row(item, t), CopyWorkers(here.project_id, item.id, here.page))] for item in others
    ]
    rows += pager(t, found.page, found.pages, lambda number: replace(here, at=number))
    if found.total > boxes.MANY:
        rows.append([button(t.plain("boxes-find"), FindIn(Sought.SOURCES, here.project_id, here.page))])
    searched = boxes.found_text(found.found, found.search, t) if found.search else None
    some = t("many-copy-which") if others else t("many-copy-none")
    text = joined([t("many-copy-title"), searched, None if searched and not others else some])
    return View(text, [*rows, back(t, AdmitMany(here.project_id, here.page))])


def done_view(done: Admitted, member: MemberCard, t: Texts, now: datetime, here: AdmitMany) -> View:
    """How many are new, and the way back."""
    last = back(t, OpenWorkers(here.project_id, here.page), t.plain("project-workers"))
    if not done.undo_token:
        return View(t("many-none"), [last])
    until = moment(done.undo_until, now, member.zone, t)
    undo = button(t.plain("undo"), UndoAdmit(here.project_id, done.undo_token, here.page), Style.PRIMARY)
    return View(joined([t("many-done", n=done.count), t("undo-until", until=until)]), [[undo], last])


def late_view(t: Texts, here: AdmitMany) -> View:
    """The way back is used or too old."""
    return View(t("many-late"), [back(t, OpenWorkers(here.project_id, here.page), t.plain("project-workers"))])


async def open_many(context: BotContext, press: AdmitMany) -> View:
    """The ways."""
    card = await context.services.centre.projects.card(context.member, press.project_id, context.now)
    return view(card, context.texts, press.page)


async def operators(context: BotContext, press: AdmitOperators) -> View:
    """All operators are in from now on."""
    admissions = context.services.centre.admissions
    done = await admissions.admit_role(context.member, press.project_id, UserRole.OPERATOR, context.now)
    return done_view(done, context.member, context.texts, context.now, AdmitMany(press.project_id, press.page))


async def pick_source(context: BotContext, press: PickSource) -> View:
    """The other projects."""
    centre, member = context.services.centre, context.member
    await centre.projects.card(member, press.project_id, context.now)
    here = FindIn(Sought.SOURCES, press.project_id, press.page)
    search = await boxes.searched(context, here, found=press.found)
    return source_view(await centre.projects.page(member, press.at, search), context.texts, press)


async def copy(context: BotContext, press: CopyWorkers) -> View:
    """Everybody of the other project is in from now on."""
    admissions = context.services.centre.admissions
    done = await admissions.copy(context.member, press.project_id, press.source_id, context.now)
    return done_view(done, context.member, context.texts, context.now, AdmitMany(press.project_id, press.page))


async def undo(context: BotContext, press: UndoAdmit) -> View:
    """Take it back, and show the ways again."""
    t, here = context.texts, AdmitMany(press.project_id, press.page)
    try:
        n = await context.services.centre.admissions.undo(context.member, press.token, context.now)
    except ConfirmationGoneError:
        return late_view(t, here)
    context.toast(t.plain("many-undone", n=n))
    return await open_many(context, here)


ROOM: Room = (
    on(AdmitMany, open_many),
    on(AdmitOperators, operators),
    on(PickSource, pick_source),
    on(CopyWorkers, copy),
    on(UndoAdmit, undo),
)
