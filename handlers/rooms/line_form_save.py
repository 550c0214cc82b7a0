"""The end of a line's form: the trial of its details, saving, a conflict with another administrator."""

from collections.abc import Sequence

from domain.line_fields import LineField
from handlers.kit.context import BotContext
from handlers.kit.screen import View
from handlers.rooms import line, lines
from handlers.rooms import line_form_words as words
from handlers.rooms.line_form_outcome import choosing_server, conflict, failed, trying, twin
from handlers.rooms.line_form_view import KeepMine, SaveLine, asking
from handlers.rooms.ways import OpenLine, OpenLines
from services.line_form_cards import DryRunFailed, EditConflict, FieldProblem, FormGoneError, LineDraft, TwinFound
from texts import Html


async def question(context: BotContext, draft: LineDraft, said: Sequence[Html | None] = ()) -> View:
    """The screen of a draft: its question, or the review when nothing is asked."""
    await context.services.search.stop(context.member)  # what is typed from now on is for the form
    asks_carrier = draft.step is LineField.CARRIER
    if draft.offer is not None:
        return choosing_server(draft, context.texts, draft.offer, said)
    carriers = await context.services.forms.carriers(context.member) if asks_carrier else ()
    return asking(draft, context.texts, said, carriers)


async def save(context: BotContext, press: SaveLine) -> View:
    """Say at once that the details are being tried out; the line's card, or why not, comes when that ends.

    A person who has seen them fail may save them as they are.
    """
    draft = await context.services.forms.current(context.member, context.now)
    if draft is None:
        raise FormGoneError
    if press.anyway:
        return await _saved(context, draft, press)
    context.toast(context.texts.plain("form-trying-toast"))
    context.later(lambda: _saved(context, draft, press))
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


async def _saved(context: BotContext, draft: LineDraft, press: SaveLine) -> View:
    t = context.texts
    try:
        card = await context.services.forms.save(context.member, context.now, press.anyway, press.twice)
    except TwinFound as error:
        return twin(draft, t, error.name)
    except DryRunFailed as error:
        return failed(draft, t, error.trial)
    except EditConflict as error:
        return conflict(draft, t, error.conflict)
    except FieldProblem as error:
        after = await context.services.forms.current(context.member, context.now)
        return await question(context, after or draft, [words.problem(error, t)])
    return line.drawn(card, context, OpenLine(card.id), t("form-saved"))
