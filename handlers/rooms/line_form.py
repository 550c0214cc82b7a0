"""The form of a line: adding one, editing one, a new password; what is typed goes to the open draft."""

from dataclasses import replace

from domain.access import Action, may
from domain.line_fields import LineField
from handlers.kit.asking import Typed, erased, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, command, hears, on
from handlers.kit.screen import View, home
from handlers.rooms import line_form_words as words
from handlers.rooms.line_form_save import carry_on, keep_mine, question, save
from handlers.rooms.line_form_view import (
    AskField,
    CancelForm,
    ChooseField,
    KeepMine,
    ReviewForm,
    SaveLine,
    StartOver,
    TakeServer,
    review,
)
from handlers.rooms.unfinished_ask import BeginAnew, asked_first
from handlers.rooms.ways import AddLine, ContinueForm, EditLine
from services.line_form_cards import FieldProblem, FormGoneError, LineDraft
from services.unfinished import Begun
from texts import Html, joined


async def add(context: BotContext, _: AddLine) -> View:
    """The form of a new line; one that was begun already goes on, and before another is lost the person is asked."""
    draft = await context.services.forms.current(context.member, context.now)
    if draft is not None and draft.line_id is None and draft.changed:
        return await question(context, draft, [context.texts("form-goes-on")])
    return await asked_first(context, BeginAnew(Begun.LINE)) or await begun(context, None)


async def start_over(context: BotContext, _: StartOver) -> View:
    """The form of a new line, empty."""
    return await begun(context, None)


async def edit(context: BotContext, press: EditLine) -> View:
    """The form of a line that is there, as in :func:`add`. Of its password alone, always afresh."""
    draft = await context.services.forms.current(context.member, context.now)
    same = draft if draft is not None and draft.line_id == press.line_id and draft.changed else None
    if same is not None and not (same.only or press.password):
        return await question(context, same, [context.texts("form-goes-on")])
    again = same is not None and same.only is not None and press.password
    asked = None if again else await asked_first(context, BeginAnew(Begun.LINE, press.line_id, press.password))
    return asked or await begun(context, press.line_id, password=press.password)


async def begun(context: BotContext, line_id: int | None, *, password: bool = False) -> View:
    """The form of a line, or of a new one, in the place of whatever was open."""
    only = LineField.PASSWORD if password else None
    return await question(context, await context.services.forms.begin(context.member, context.now, line_id, only))


async def go_on(context: BotContext, _: ContinueForm) -> View:
    """The open form as it was left; ``FormGoneError`` where it expired or was closed meanwhile."""
    return await question(context, await _open_form(context), [context.texts("form-goes-on")])


async def ask(context: BotContext, press: AskField) -> View:
    """The question of one field."""
    return await question(context, await context.services.forms.ask(context.member, press.field, context.now))


async def choose(context: BotContext, press: ChooseField) -> View:
    """An answer by a button."""
    try:
        draft = await context.services.forms.choose(context.member, press.field, press.value, context.now)
    except FieldProblem as error:
        return await question(context, await _open_form(context), [words.problem(error, context.texts)])
    return await question(context, draft)


async def take_server(context: BotContext, press: TakeServer) -> View:
    """Which server the line is at, now that its carrier is chosen; to keep the one it had changes nothing."""
    if not press.take:
        return await question(context, await _open_form(context))
    return await question(
        context, await context.services.forms.take_server(context.member, press.carrier_id, context.now)
    )


async def look_over(context: BotContext, press: ReviewForm) -> View:
    """The form as a whole; nothing is asked until a field is tapped, unless something is missing."""
    draft = await context.services.forms.ask(context.member, None, context.now)
    return await question(context, draft) if draft.step else review(draft, context.texts, more=press.more)


async def cancel(context: BotContext, _: CancelForm) -> View:
    """Leave the form: back to the line, or to the list."""
    draft = await context.services.forms.current(context.member, context.now)
    await context.services.forms.cancel(context.member)
    context.toast(context.texts.plain("form-cancelled"))
    return await carry_on(context, draft.line_id if draft else None)


async def cancel_command(context: BotContext, _: str) -> View:
    """``/cancel``: the form that is open, or the question that waits for words."""
    t, services, member = context.texts, context.services, context.member
    awaited = await services.awaited.what(member, context.now)
    searching = await services.search.expects(member, context.now)
    await services.awaited.stop(member)
    if _edits(context) and await services.forms.current(member, context.now) is not None:
        await services.forms.cancel(member)
        return View(t("form-cancelled"), [home(t)])
    if await services.centre.forms.cancel(member):
        return View(t("form-cancelled"), [home(t)])
    if awaited is not None and not searching:
        return View(t("ask-cancelled"), [home(t)])
    return View(t("find-cancelled") if searching else t("form-nothing-open"), [home(t)])


async def heard(context: BotContext, typed: Typed) -> View | None:
    """What somebody typed while a question was open; None where none is."""
    if not _edits(context):
        return None
    draft = await context.services.forms.current(context.member, context.now)
    if draft is None:
        return None
    if draft.step is None:
        return await _letter(context, typed)
    refused = not_text(typed, context.texts)
    return await question(context, draft, [refused]) if refused else await _answered(context, draft, typed)


async def _answered(context: BotContext, draft: LineDraft, typed: Typed) -> View:
    """Judge the answer; a message with a secret is deleted before anything is said about it."""
    forms, t = context.services.forms, context.texts
    told = await erased(typed, t) if forms.is_secret(draft, typed.text) else None
    try:
        after = await forms.answer(context.member, typed.text, context.now)
    except FieldProblem as error:
        return await question(context, draft, [told, words.problem(error, t)])
    if after.only and after.step is None:
        return _with(await save(context, SaveLine()), told)
    return await question(context, after, [told, *words.letter(after, t)])


async def _letter(context: BotContext, typed: Typed) -> View | None:
    """Nothing is asked: a carrier's letter fills the form all the same, other words are for other rooms."""
    if not typed.text.strip():
        return None
    after = await context.services.forms.answer(context.member, typed.text, context.now)
    told = await erased(typed, context.texts) if after.took_secret or after.unread else None
    if not (after.pasted or after.unread or told):
        return None
    return await question(context, after, [told, *words.letter(after, context.texts)])


async def _open_form(context: BotContext) -> LineDraft:
    draft = await context.services.forms.current(context.member, context.now)
    if draft is None:
        raise FormGoneError
    return draft


def _edits(context: BotContext) -> bool:
    return may(context.member.role, Action.EDIT_LINES)


def _with(view: View, told: Html | None) -> View:
    return replace(view, text=joined([view.text, told])) if told else view


ROOM: Room = (
    on(AddLine, add),
    on(StartOver, start_over),
    on(ContinueForm, go_on),
    on(EditLine, edit),
    on(AskField, ask),
    on(ChooseField, choose),
    on(TakeServer, take_server),
    on(ReviewForm, look_over),
    on(SaveLine, save),
    on(KeepMine, keep_mine),
    on(CancelForm, cancel),
    command("cancel", cancel_command),
    hears(heard),
)
