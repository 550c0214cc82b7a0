"""The form of a user, one question at a time: somebody new, or another name, role or login."""

from datetime import datetime

from domain.access import Action, may
from domain.user_fields import BadUserField, UserField, judged_name, judged_password, judged_role
from domain.users import UserRole
from services import access
from services import user_form_draft as drafts
from services.cards import MemberCard
from services.user_errors import UserFieldError
from services.user_facts import NewUser, UserChange
from services.user_form_cards import UserDraft, UserFormGoneError
from services.user_form_draft import READY, Form, snapshot
from services.user_secrets import UserSecrets
from services.users import UserService

_NEW = (UserField.NAME, UserField.ROLE, UserField.LOGIN, UserField.PASSWORD)
_OWN = (UserField.NAME, UserField.ROLE, UserField.LOGIN)


class UserFormService:
    """Needs the right to edit users throughout; the draft is a row, so a restart loses nothing.

    Raises ``UserFormGoneError`` wherever there is no form to go on with.
    """

    def __init__(self, secrets: UserSecrets, users: UserService) -> None:
        self._secrets, self._users = secrets, users

    async def begin(self, member: MemberCard, user_id: int | None, now: datetime) -> UserDraft:
        """Open the form of a user, or of somebody new; whatever form the person had open is left.

        Raises ``NotFoundError`` for a user who is not there.
        """
        access.require(member, Action.EDIT_USERS)
        form = Form(user_id)
        if user_id is None:
            form.offered = await self._users.ready_login(member)
            form.step = UserField.NAME
        else:
            user = await access.own_user(member, user_id)
            form.base, form.version = snapshot(user), user.version
            form.external = user.role is UserRole.EXTERNAL_OBSERVER
            form.step = UserField.NAME if form.external else None
        await drafts.start(member, form, now)
        return _shown(form)

    async def current(self, member: MemberCard, now: datetime) -> UserDraft | None:
        """The form as it stands; None: there is none, or it expired, or the right to it was taken away."""
        form = await drafts.read(member, now) if may(member.role, Action.EDIT_USERS) else None
        return _shown(form) if form is not None else None

    async def ask(self, member: MemberCard, field: UserField | None, now: datetime) -> UserDraft:
        """Choose what to answer next; None: only what is missing."""
        form = await self._open(member, now)
        form.step = field if field in _fields(form) else _missing(form)
        return await self._kept(member, form, now)

    async def answer(self, member: MemberCard, text: str, now: datetime) -> UserDraft:
        """Take a typed text for the field that is asked. Raises ``UserFieldError``, and the form stays as it was."""
        form = await self._open(member, now)
        try:
            await self._take(member, form, text)
        except BadUserField as refused:
            raise UserFieldError.of(refused) from None
        form.step = _missing(form)
        return await self._kept(member, form, now)

    async def choose(self, member: MemberCard, field: UserField, value: str, now: datetime) -> UserDraft:
        """Take a button: a role, the login that was offered, or "" for a ready password. Raises ``UserFieldError``."""
        form = await self._open(member, now)
        if field is UserField.PASSWORD and UserField.PASSWORD in _fields(form):
            form.seal("", self._secrets)
            form.step = _missing(form)
            return await self._kept(member, form, now)
        if field not in _fields(form):
            raise UserFormGoneError
        form.step = field
        await self._kept(member, form, now)
        return await self.answer(member, value, now)

    async def save(self, member: MemberCard, now: datetime) -> int:
        """Save it, the form is over; the user's id.

        Raises ``UserFieldError`` for what is missing or cannot stand any more (the form asks for it), and
        ``UserChangedError`` where somebody else saved the user meanwhile: the form is over.
        """
        form = await self._open(member, now)
        if missing := _missing(form):
            form.step = missing
            await self._kept(member, form, now)
            raise UserFormGoneError
        if not await drafts.finish(member, form):
            raise UserFormGoneError
        try:
            return await self._written(member, form, now)
        except UserFieldError as error:
            form.step = error.fault.field
            await drafts.start(member, form, now)
            raise

    async def cancel(self, member: MemberCard) -> bool:
        """Leave the form, it holds nothing any more; whether there was one."""
        return await drafts.drop(member)

    async def _take(self, member: MemberCard, form: Form, text: str) -> None:
        field = form.step
        if field is UserField.NAME:
            form.answers[field] = judged_name(text)
        elif field is UserField.ROLE:
            form.answers[field] = judged_role(text).value
        elif field is UserField.LOGIN:
            own = text.strip().lower() == form.base.get(field)
            form.answers[field] = form.base[field] if own else await self._users.check_login(member, text)
        elif field is UserField.PASSWORD:
            login, name = form.value(UserField.LOGIN), form.value(UserField.NAME)
            form.seal(judged_password(text, login=login, name=name), self._secrets)

    async def _written(self, member: MemberCard, form: Form, now: datetime) -> int:
        name, login, role = (form.value(field) for field in (UserField.NAME, UserField.LOGIN, UserField.ROLE))
        if form.user_id is None:
            new = NewUser(name, UserRole(role), login, form.password(self._secrets))
            return await self._users.add(member, new, now)
        own = not form.external
        change = UserChange(name, login if own else None, UserRole(role) if own else None)
        card = await self._users.change(member, form.user_id, change, form.version, now)
        return card.id

    async def _open(self, member: MemberCard, now: datetime) -> Form:
        access.require(member, Action.EDIT_USERS)
        form = await drafts.read(member, now)
        if form is None:
            raise UserFormGoneError
        return form

    async def _kept(self, member: MemberCard, form: Form, now: datetime) -> UserDraft:
        if not await drafts.keep(member, form, now):
            raise UserFormGoneError
        return _shown(form)


def _fields(form: Form) -> tuple[UserField, ...]:
    if form.external:
        return (UserField.NAME,)
    return _NEW if form.user_id is None else _OWN


def _missing(form: Form) -> UserField | None:
    return next((field for field in _fields(form) if not form.value(field)), None)


def _shown(form: Form) -> UserDraft:
    role, was = form.value(UserField.ROLE), form.base.get(UserField.ROLE)
    password = form.value(UserField.PASSWORD)
    return UserDraft(
        user_id=form.user_id,
        name=form.value(UserField.NAME),
        role=UserRole(role) if role else None,
        login=form.value(UserField.LOGIN),
        was=UserRole(was) if was else None,
        former_login=form.base.get(UserField.LOGIN, ""),
        password=bool(password),
        typed_password=bool(password) and password != READY,
        offered=form.offered,
        step=form.step,
        fields=_fields(form),
        changed=form.changed,
        expires_at=form.expires_at,
    )
