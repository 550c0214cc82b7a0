"""The form of a user: adding one, changing name, role or login; what is typed goes to the open draft."""

from domain.user_fields import UserField
from handlers.errors import refusal
from handlers.kit.asking import Typed, erased, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View, back
from handlers.rooms import user, users
from handlers.rooms.unfinished_ask import BeginAnew, asked_first
from handlers.rooms.user_form_view import (
    AskUserField,
    CancelUserForm,
    ChooseUserField,
    ReviewUser,
    SaveUser,
    asking,
)
from handlers.rooms.user_ways import AddUser, ContinueUserForm, EditUser, OpenUser, OpenUsers
from services.unfinished import Begun
from services.user_errors import UserChangedError, UserFieldError
from services.user_form_cards import UserDraft, UserFormGoneError
from texts import Html
from texts.html import escaped


async def add(context: BotContext, _: AddUser) -> View:
    """The form of somebody new; one that was begun already goes on, and before another is lost the person is asked."""
    draft = await context.services.centre.forms.current(context.member, context.now)
    if draft is not None and draft.user_id is None and draft.changed:
        return await question(context, draft, context.texts("form-goes-on"))
    return await asked_first(context, BeginAnew(Begun.USER)) or await begun(context, None)


async def edit(context: BotContext, press: EditUser) -> View:
    """The form of somebody who is there, as in :func:`add`."""
    draft = await context.services.centre.forms.current(context.member, context.now)
    if draft is not None and draft.user_id == press.user_id and draft.changed:
        return await question(context, draft, context.texts("form-goes-on"))
    return await asked_first(context, BeginAnew(Begun.USER, press.user_id)) or await begun(context, press.user_id)


async def begun(context: BotContext, user_id: int | None) -> View:
    """The form of a user, or of somebody new, in the place of whatever was open."""
    return await question(context, await context.services.centre.forms.begin(context.member, user_id, context.now))


async def go_on(context: BotContext, _: ContinueUserForm) -> View:
    """The open form as it was left."""
    return await question(context, await _open_form(context), context.texts("form-goes-on"))


async def ask(context: BotContext, press: AskUserField) -> View:
    """The question of one field."""
    return await question(context, await context.services.centre.forms.ask(context.member, press.field, context.now))


async def choose(context: BotContext, press: ChooseUserField) -> View:
    """An answer by a button."""
    forms = context.services.centre.forms
    try:
        draft = await forms.choose(context.member, press.field, press.value, context.now)
    except UserFieldError as error:
        return await question(context, await _open_form(context), _refused(context, error))
    return await question(context, draft)


async def look_over(context: BotContext, _: ReviewUser) -> View:
    """The form as a whole, unless something is missing."""
    return await question(context, await context.services.centre.forms.ask(context.member, None, context.now))


async def save(context: BotContext, _: SaveUser) -> View:
    """The card of whom it was saved as; what cannot stand any more is asked again."""
    t, member = context.texts, context.member
    was = await _open_form(context)
    try:
        user_id = await context.services.centre.forms.save(member, context.now)
    except UserFieldError as error:
        return await question(context, await _open_form(context), _refused(context, error))
    except UserChangedError as error:
        again = [back(t, OpenUser(was.user_id or 0), t.plain("user"))]
        return View(escaped(refusal(error, t)), again)
    said = t("user-form-added") if was.user_id is None else t("user-form-saved")
    return await user.open_user(context, OpenUser(user_id), said)


async def cancel(context: BotContext, _: CancelUserForm) -> View:
    """Leave the form: back to the user, or to the list."""
    draft = await context.services.centre.forms.current(context.member, context.now)
    await context.services.centre.forms.cancel(context.member)
    context.toast(context.texts.plain("form-cancelled"))
    if draft is None or draft.user_id is None:
        return await users.open_users(context, OpenUsers())
    return await user.open_user(context, OpenUser(draft.user_id))


async def heard(context: BotContext, typed: Typed) -> View | None:
    """What somebody typed while a question was open; a message with a password is deleted before anything is said."""
    t, forms = context.texts, context.services.centre.forms
    draft = await forms.current(context.member, context.now)
    if draft is None or draft.step is None or await _asked_elsewhere(context):
        return None
    refused = not_text(typed, t)
    if refused:
        return await question(context, draft, refused)
    told = await erased(typed, t) if draft.step is UserField.PASSWORD else None
    try:
        after = await forms.answer(context.member, typed.text, context.now)
    except UserFieldError as error:
        return await question(context, draft, told, _refused(context, error))
    return await question(context, after, told)


async def question(context: BotContext, draft: UserDraft, *said: Html | None) -> View:
    """The screen of a draft: its question, or the review when nothing is asked."""
    await context.services.awaited.stop(context.member)  # what is typed from now on is for the form
    return asking(draft, context.texts, said)


async def _asked_elsewhere(context: BotContext) -> bool:
    """A question that was asked after the form's: the words are for it."""
    return await context.services.awaited.what(context.member, context.now) is not None


async def _open_form(context: BotContext) -> UserDraft:
    draft = await context.services.centre.forms.current(context.member, context.now)
    if draft is None:
        raise UserFormGoneError
    return draft


def _refused(context: BotContext, error: UserFieldError) -> Html:
    return escaped(refusal(error, context.texts))


ROOM: Room = (
    on(AddUser, add),
    on(EditUser, edit),
    on(ContinueUserForm, go_on),
    on(AskUserField, ask),
    on(ChooseUserField, choose),
    on(ReviewUser, look_over),
    on(SaveUser, save),
    on(CancelUserForm, cancel),
    hears(heard),
)
