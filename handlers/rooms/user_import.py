"""Many users at once: pasted names or a file, a preview with faults by row, one confirmation, all or nothing."""

from domain.access import Action, may
from handlers.errors import refusal
from handlers.kit.asking import Typed, erased, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View
from handlers.rooms.user_import_done import adding_view, done_view
from handlers.rooms.user_import_view import (
    CancelImport,
    ChooseImportProject,
    ChooseImportRole,
    ConfirmImport,
    OpenImport,
    PickImportProject,
    PickImportRole,
    how_view,
    project_view,
    role_view,
    view,
)
from handlers.rooms.user_ways import ImportUsers
from services.errors import ForbiddenError
from services.user_errors import ImportRefusedError
from services.user_import_cards import ImportPreview
from texts import Html
from texts.html import escaped

_WAITS = "import users"
MOST_MEGABYTES = 2
SLOW = 100
"""From so many people on the person is told that they are being added."""


async def begin(context: BotContext, _: ImportUsers) -> View:
    """From now on what is sent is read as a list of people."""
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
        shown = await read(context, typed)
    except ImportRefusedError as error:
        return how_view(context.texts, escaped(refusal(error, context.texts)))
    await context.services.awaited.stop(context.member)
    return shown


async def read(context: BotContext, typed: Typed) -> View:
    """The preview. A message with passwords in it is deleted before anything is said about it."""
    source = await typed.file.read(MOST_MEGABYTES) if typed.file else typed.text
    card = await context.services.centre.imports.start(context.member, source, context.now)
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
    """Add all of them; of many it is said at once that this has begun."""
    card = await context.services.centre.imports.preview(context.member, 0, context.now)
    if card.total < SLOW or card.faulty:
        return await _confirmed(context)
    context.later(lambda: _confirmed(context))
    return adding_view(card.total, context.texts)


async def _confirmed(context: BotContext) -> View:
    return done_view(await context.services.centre.imports.confirm(context.member, context.now), context.texts)


async def cancel(context: BotContext, _: CancelImport) -> View:
    """Forget it; the way to another list stays."""
    await context.services.centre.imports.cancel(context.member)
    context.toast(context.texts.plain("import-cancelled"))
    return await begin(context, ImportUsers())


async def _draw(context: BotContext, card: ImportPreview, told: Html | None = None) -> View:
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
