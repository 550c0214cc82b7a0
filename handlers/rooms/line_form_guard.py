"""The password of an open form of a line, typed once more: no login, no name and no search; it leaves the chat."""

from handlers.kit.asking import Typed, erased
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears
from handlers.kit.screen import View
from handlers.rooms.line_form_save import question


async def heard(context: BotContext, typed: Typed) -> View | None:
    """The form again, which says where its password belongs; None for any other text."""
    forms, member, t = context.services.forms, context.member, context.texts
    if not await forms.repeats_password(member, typed.text, context.now):
        return None
    told = await erased(typed, t)
    draft = await forms.current(member, context.now)
    return await question(context, draft, [told or t("form-password-again")]) if draft is not None else None


ROOM: Room = (hears(heard),)
