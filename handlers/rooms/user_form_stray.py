"""What is typed while a form of a user stands complete and no other room waits for words: the summary stays."""

from domain.access import Action, may
from domain.user_fields import UserField
from handlers.kit.asking import Typed, erased
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears
from handlers.kit.screen import View
from handlers.rooms.user_form import question


async def heard(context: BotContext, typed: Typed) -> View | None:
    """The summary again, which says that nothing is asked; None where no form is open.

    What nobody asked for may be a password, so a text leaves the chat.
    """
    if not may(context.member.role, Action.EDIT_USERS):
        return None
    draft = await context.services.centre.forms.current(context.member, context.now)
    if draft is None or draft.step is not None:
        return None
    t, told = context.texts, None
    if typed.text.strip():
        told = await erased(typed, t) or t("form-stray-erased")
    hint = t("user-form-stray-new") if UserField.PASSWORD in draft.fields else t("user-form-stray")
    return await question(context, draft, told, t("form-nothing-asked"), hint)


ROOM: Room = (hears(heard),)
