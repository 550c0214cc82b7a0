"""What is typed while a form of a user stands complete and no other room waits for words: the summary stays."""

from handlers.kit.asking import Typed
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears
from handlers.kit.screen import View
from handlers.rooms.user_form import question


async def heard(context: BotContext, _: Typed) -> View | None:
    """The summary again, which says that nothing is asked; None where no form is open."""
    draft = await context.services.centre.forms.current(context.member, context.now)
    if draft is None or draft.step is not None:
        return None
    return await question(context, draft, context.texts("form-nothing-asked"))


ROOM: Room = (hears(heard),)
