"""The end of a line's form: the trial of its details, saving, a conflict with another administrator."""

from handlers.kit.context import BotContext
from handlers.kit.screen import View
from handlers.rooms import line, lines
from handlers.rooms.line_form_view import KeepMine, SaveLine, conflict, failed, trying
from handlers.rooms.ways import OpenLine, OpenLines
from services.line_form_cards import DryRunFailed, EditConflict, FormGoneError, LineDraft


async def save(context: BotContext, press: SaveLine) -> View:
    """Say at once that the details are being tried out; the line's card, or why not, comes when that ends."""
    draft = await context.services.forms.current(context.member, context.now)
    if draft is None:
        raise FormGoneError
    context.toast(context.texts.plain("form-trying-toast"))
    context.later(lambda: _saved(context, draft, anyway=press.anyway))
    return trying(draft, context.texts)


async def keep_mine(context: BotContext, _: KeepMine) -> View:
    """My answers on top of what the other one saved."""
    await context.services.forms.overwrite(context.member, context.now)
    return await save(context, SaveLine())


async def carry_on(context: BotContext, line_id: int | None) -> View:
    """Where a left form leads: to its line, or to the list."""
    if line_id is None:
        return await lines.open_lines(context, OpenLines())
    return await line.open_line(context, OpenLine(line_id))


async def _saved(context: BotContext, draft: LineDraft, *, anyway: bool) -> View:
    t = context.texts
    try:
        card = await context.services.forms.save(context.member, context.now, anyway)
    except DryRunFailed as error:
        return failed(draft, t, error.trial)
    except EditConflict as error:
        return conflict(draft, t, error.conflict)
    return line.view(card, t, OpenLine(card.id), said=t("form-saved"))
