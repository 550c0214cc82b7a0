"""Many users at once: pasted names or a file, a preview with faults by row, one confirmation, all or nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace

from domain.access import Action, may
from handlers.errors import refusal
from handlers.kit.asking import Typed, erased, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View
from handlers.rooms.unfinished_ask import BeginAnew, asked_first
from handlers.rooms.user_import_done import adding_view, done_view
from handlers.rooms.user_import_view import (
    CancelImport,
    ChooseImportProject,
    ChooseImportRole,
    ConfirmImport,
    PickImportProject,
    PickImportRole,
    how_view,
    project_view,
    role_view,
    view,
)
from handlers.rooms.user_ways import ImportUsers, OpenImport
from services.errors import ForbiddenError
from services.unfinished import Begun
from services.user_errors import ImportRefusedError
from services.user_import_cards import ImportPreview, ImportStep
from texts import Html, joined
from texts.html import escaped

_WAITS = "import users"
MOST_MEGABYTES = 2
SLOW = 100
"""From so many people on the person is told how far adding them is."""


async def begin(context: BotContext, _: ImportUsers) -> View:
    """From now on what is sent is read as a list of people, unless something would be lost by that."""
    return await asked_first(context, BeginAnew(Begun.LIST)) or await begun(context)


async def begun(context: BotContext) -> View:
    """Wait for a list; what was open is forgotten when one has been read."""
    if not adds(context):
        raise ForbiddenError
    await context.services.awaited.expect(context.member, _WAITS, context.now)
    return how_view(context.texts)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """A list that is awaited."""
    if await context.services.awaited.what(context.member, context.now) != _WAITS or not adds(context):
        return None
    if typed.file is None and (refused := not_text(typed, context.texts)):
        return how_view(context.texts, refused)
    try:
        return await read(context, typed)
    except ImportRefusedError as error:
        return how_view(context.texts, escaped(refusal(error, context.texts)))


async def not_read(context: BotContext, typed: Typed) -> View | None:
    """What is not finished comes first, and the list is not taken; passwords in it leave the chat all the same."""
    t = context.texts
    asked = await asked_first(context, BeginAnew(Begun.LIST), t("unfinished-not-read"))
    imports = context.services.centre.imports
    if asked is None or not await imports.secret(context.member, await _source(typed), _name(typed)):
        return asked
    told = await erased(typed, t) or t("unfinished-deleted")
    return replace(asked, text=joined([asked.text, told]))


async def _source(typed: Typed) -> str | bytes:
    return await typed.file.read(MOST_MEGABYTES) if typed.file else typed.text


def _name(typed: Typed) -> str:
    return typed.file.name if typed.file else ""


async def read(context: BotContext, typed: Typed) -> View:
    """The preview. A message with passwords in it is deleted before anything is said about it."""
    source = await _source(typed)
    card = await context.services.centre.imports.start(context.member, source, context.now, _name(typed))
    told = await erased(typed, context.texts) if card.secret else None
    return await _draw(context, card, told)


async def open_import(context: BotContext, press: OpenImport) -> View:
    """A page of the list."""
    return await _draw(context, await context.services.centre.imports.preview(context.member, press.page, context.now))


async def pick_role(context: BotContext, _: PickImportRole) -> View:
    """The roles, for the list that waits."""
    await context.services.centre.imports.preview(context.member, 0, context.now)
    return role_view(context.texts)


async def choose_role(context: BotContext, press: ChooseImportRole) -> View:
    """The role of all whose row names none."""
    return await _draw(
        context, await context.services.centre.imports.choose_role(context.member, press.role, context.now)
    )


async def pick_project(context: BotContext, press: PickImportProject) -> View:
    """The projects, for the list that waits."""
    await context.services.centre.imports.preview(context.member, 0, context.now)
    return project_view(await context.services.centre.projects.page(context.member, press.page), context.texts)


async def choose_project(context: BotContext, press: ChooseImportProject) -> View:
    """The project of all of them."""
    imports = context.services.centre.imports
    return await _draw(context, await imports.choose_project(context.member, press.project_id or None, context.now))


async def confirm(context: BotContext, _: ConfirmImport) -> View:
    """Add all of them; of many it is told meanwhile how far it is."""
    card = await context.services.centre.imports.preview(context.member, 0, context.now)
    if card.total < SLOW or card.faulty:
        return done_view(await context.services.centre.imports.confirm(context.member, context.now), context.texts)
    context.live(lambda: _adding(context))
    return adding_view(ImportStep(0, card.total), context.texts)


async def _adding(context: BotContext) -> AsyncIterator[View]:
    async for step in context.services.centre.imports.confirming(context.member, context.now):
        yield adding_view(step, context.texts) if step.done is None else done_view(step.done, context.texts)


async def cancel(context: BotContext, _: CancelImport) -> View:
    """Forget it; the way to another list stays."""
    await context.services.centre.imports.cancel(context.member)
    context.toast(context.texts.plain("import-cancelled"))
    return await begun(context)


async def _draw(context: BotContext, card: ImportPreview, told: Html | None = None) -> View:
    """The preview; one with faults asks for the list again, so what is sent next is read as that."""
    awaited = context.services.awaited
    if card.faulty:
        await awaited.expect(context.member, _WAITS, context.now)
    else:
        await awaited.stop(context.member)
    projects = await context.services.centre.projects.page(context.member, 0)
    return view(card, context.texts, projects, told)


def adds(context: BotContext) -> bool:
    """Whether this person may add users."""
    return may(context.member.role, Action.EDIT_USERS)


ROOM: Room = (
    on(ImportUsers, begin),
    on(OpenImport, open_import),
    on(PickImportRole, pick_role),
    on(ChooseImportRole, choose_role),
    on(PickImportProject, pick_project),
    on(ChooseImportProject, choose_project),
    on(ConfirmImport, confirm),
    on(CancelImport, cancel),
    hears(heard),
)
