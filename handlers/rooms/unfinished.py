"""The answer to "go on or start over": what is not finished is forgotten, the other thing begins."""

from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import View
from handlers.rooms import line_form, observer_form, user_form, user_import
from handlers.rooms.unfinished_ask import BeginAnew
from services.unfinished import Begun


async def begin_anew(context: BotContext, press: BeginAnew) -> View:
    """Begin it, whatever was open."""
    subject_id = press.subject_id or None
    if press.what is Begun.LINE:
        return await line_form.begun(context, subject_id, password=press.password)
    if press.what is Begun.USER:
        return await user_form.begun(context, subject_id)
    if press.what is Begun.LIST:
        return await user_import.begun(context)
    return await observer_form.begun(context)


ROOM: Room = (on(BeginAnew, begin_anew),)
