"""Many new users at once: pasted, CSV or XLSX; a preview with faults by row; one confirmation, all or nothing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.journal import Deed
from domain.user_fields import UserFault, UserField, UserWhy
from domain.users import OWN_ROLES, UserRole
from models import Admission, Project, User
from services import access, access_changes, audit, confirmations, user_import_draft
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.errors import NotFoundError
from services.hand_over_many import OFFER_LASTS, OFFERED
from services.pages import cut
from services.user_errors import ImportFaultyError, ImportGoneError, UserFieldError
from services.user_import_cards import Imported, ImportLine, ImportPreview, ImportStep
from services.user_import_draft import DRAFT_PURPOSE, LASTS, ImportDraft, Prepared
from services.user_import_judge import judged
from services.user_passwords import UserPasswords
from services.user_secrets import UserSecrets
from services.user_sheet import rows_of, sheet_of

ROWS = 6
_AT_ONCE = 200
_READY_AT_ONCE = 50


class UserImportService:
    """Keeps one list per person, for an hour."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._secrets = secrets
        self._passwords = UserPasswords(secrets)
        self._writer = AccessWriter(secrets)

    async def start(self, member: MemberCard, source: str | bytes, now: datetime, name: str = "") -> ImportPreview:
        """Read a pasted text, or the bytes of a file ``name``; nobody is added yet. Raises ``ImportRefusedError``."""
        access.require(member, Action.EDIT_USERS)
        sheet = sheet_of(source, name)
        rows = sheet.rows
        async with in_transaction() as connection:
            prepared = await judged(connection, member.contract_id, rows, self._secrets)
            draft = ImportDraft(prepared, UserRole.OPERATOR, None, now + LASTS)
            await user_import_draft.keep(member, draft)
        shown = await _preview(member, draft, 0, now)
        return replace(shown, secret=any(row.password for row in rows), sheet=sheet.name)

    async def secret(self, member: MemberCard, source: str | bytes, name: str = "") -> bool:
        """Whether somebody's password is in it; nothing is kept. Raises ``ImportRefusedError``."""
        access.require(member, Action.EDIT_USERS)
        return any(row.password for row in rows_of(source, name))

    async def preview(self, member: MemberCard, page: int, now: datetime) -> ImportPreview:
        """A page of the list that waits. Raises ``ImportGoneError``."""
        access.require(member, Action.EDIT_USERS)
        return await _preview(member, await user_import_draft.read(member, now), page, now)

    async def choose_role(self, member: MemberCard, role: UserRole, now: datetime) -> ImportPreview:
        """The role of those whose row names none. Raises ``ImportGoneError``."""
        access.require(member, Action.EDIT_USERS)
        if role not in OWN_ROLES:
            raise UserFieldError(UserFault(UserField.ROLE, UserWhy.CHOICE))
        return await self._chosen(member, replace(await user_import_draft.read(member, now), role=role), now)

    async def choose_project(self, member: MemberCard, project_id: int | None, now: datetime) -> ImportPreview:
        """The project that all are admitted to; None: none. Raises ``ImportGoneError`` and ``NotFoundError``."""
        access.require(member, Action.EDIT_USERS)
        if project_id is not None:
            await access.own_project(member, project_id)
        draft = await user_import_draft.read(member, now)
        return await self._chosen(member, replace(draft, project_id=project_id), now)

    async def cancel(self, member: MemberCard) -> None:
        """Forget the list."""
        access.require(member, Action.EDIT_USERS)
        await user_import_draft.forget(member)

    async def confirm(self, member: MemberCard, now: datetime) -> Imported:
        """Add all of them, once; raises what :meth:`confirming` does."""
        done: Imported | None = None
        async for step in self.confirming(member, now):
            done = step.done
        if done is None:
            raise ImportGoneError
        return done

    async def confirming(self, member: MemberCard, now: datetime) -> AsyncIterator[ImportStep]:
        """Add all of them, once, and tell how far it is: everybody is made ready, then all are written together.

        A login that somebody took meanwhile refuses them all, as a fault does. Raises ``ImportGoneError``,
        ``ImportFaultyError``, ``UserFieldError``, ``NotFoundError`` (the project is gone).
        """
        access.require(member, Action.EDIT_USERS)
        draft = await user_import_draft.read(member, now)
        if any(row.faults for row in draft.rows):
            raise ImportFaultyError
        total, users = len(draft.rows), list[User]()
        for start in range(0, total, _READY_AT_ONCE):
            users += [self._row(member, row, draft, now) for row in draft.rows[start : start + _READY_AT_ONCE]]
            yield ImportStep(len(users), total)
            await asyncio.sleep(0)  # others have their turn: passwords are work for the processor alone
        yield ImportStep(total, total, done=await self._written(member, draft, users, now))

    async def _written(self, member: MemberCard, draft: ImportDraft, users: list[User], now: datetime) -> Imported:
        """All of them or none."""
        try:
            async with in_transaction() as connection:
                if draft != await user_import_draft.read(member, now) or not await user_import_draft.forget(member):
                    raise ImportGoneError
                return await self._save(connection, member, draft, users, now)
        except IntegrityError:
            raise UserFieldError(UserFault(UserField.LOGIN, UserWhy.TAKEN)) from None

    async def _save(
        self, connection: BaseDBAsyncClient, member: MemberCard, draft: ImportDraft, made: list[User], now: datetime
    ) -> Imported:
        project = await _project(member, draft)
        await User.bulk_create(made, batch_size=_AT_ONCE)
        users = await _by_login([row.login for row in draft.rows])
        changes = [change for user in users for change in self._writer.new(user)]
        if project is not None:
            admitted = [Admission(project_id=project.id, user_id=user.id, created_at=now) for user in users]
            await Admission.bulk_create(admitted, batch_size=_AT_ONCE)
            changes += [access_changes.admission(user, project.outside_id, admitted=True) for user in users]
        await audit.by_member(member, Deed.IMPORT_USERS, "", now, str(len(users)))
        ids = tuple(user.id for user in users)
        token = await confirmations.offer(member, OFFERED, ids, now, OFFER_LASTS)
        await self._writer.tell(connection, member.contract_id, changes, now)
        return Imported(ids, project.name if project else "", token)

    def _row(self, member: MemberCard, row: Prepared, draft: ImportDraft, now: datetime) -> User:
        role = row.role or draft.role
        user = User(
            contract_id=member.contract_id, name=row.name, role=role, login=row.login, created_at=now, version=1
        )
        typed = self._secrets.opened(row.sealed, row.secret_id, DRAFT_PURPOSE)
        return self._passwords.fill(user, now, typed)

    async def _chosen(self, member: MemberCard, draft: ImportDraft, now: datetime) -> ImportPreview:
        async with in_transaction():
            await user_import_draft.keep(member, draft)
        return await _preview(member, draft, 0, now)


async def _project(member: MemberCard, draft: ImportDraft) -> Project | None:
    if draft.project_id is None:
        return None
    project = await Project.get_or_none(id=draft.project_id, contract_id=member.contract_id)
    if project is None:
        raise NotFoundError
    return project


async def _by_login(logins: Sequence[str]) -> list[User]:
    """The users of these logins, in this order."""
    found: dict[str, User] = {}
    for start in range(0, len(logins), _AT_ONCE):
        part = await User.filter(login__in=list(logins[start : start + _AT_ONCE]))
        found.update({str(user.login): user for user in part})
    return [found[login] for login in logins]


async def _preview(member: MemberCard, draft: ImportDraft, page: int, now: datetime) -> ImportPreview:
    project = await _project(member, draft)
    ordered = sorted(draft.rows, key=lambda row: (not row.faults, not row.alike, row.number))
    place = cut(page, len(ordered), ROWS)
    return ImportPreview(
        contract_name=member.contract_name,
        items=tuple(_line(row, draft) for row in ordered[place.offset : place.offset + ROWS]),
        page=place.page,
        pages=place.pages,
        total=len(ordered),
        faulty=sum(bool(row.faults) for row in ordered),
        alike=sum(bool(row.alike) for row in ordered),
        role=draft.role,
        project_id=draft.project_id,
        project=project.name if project else "",
        expires_at=draft.expires_at,
        may=allowed(member.role),
        now=now,
        zone=member.zone,
    )


def _line(row: Prepared, draft: ImportDraft) -> ImportLine:
    role, own = row.role or draft.role, bool(row.sealed)
    return ImportLine(row.number, row.name, row.login, role, own, row.faults, row.alike, row.bad_role)
