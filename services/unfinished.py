"""What a person has begun and not finished: he has one draft at a time, so whoever begins another is asked first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.access import Action, may
from domain.line_fields import LineField
from domain.user_fields import UserField
from models import Draft
from services import line_form_draft, observer_forms, user_form_draft, user_import_draft
from services.cards import MemberCard

LASTS = timedelta(hours=1)
"""Every draft lives so long from its last answer, which is how its moment is known."""


class Begun(StrEnum):
    """What a draft is of."""

    LINE = "line"
    USER = "user"
    LIST = "list"
    OBSERVER = "observer"


@dataclass(frozen=True)
class Unfinished:
    """A draft with answers in it. ``subject_id`` None: of something new; ``name`` "": not named yet.

    ``since`` is the last answer. ``people``: how many a list has. ``password``: a line's password alone is asked.
    """

    what: Begun
    subject_id: int | None
    name: str
    since: datetime
    now: datetime
    zone: ZoneInfo
    people: int = 0
    password: bool = False


_RIGHTS = {
    line_form_draft.FORM: Action.EDIT_LINES,
    user_form_draft.FORM: Action.EDIT_USERS,
    user_import_draft.FORM: Action.EDIT_USERS,
    observer_forms.FORM: Action.EDIT_USERS,
}


class UnfinishedService:
    """Reads alone."""

    async def current(self, member: MemberCard, now: datetime) -> Unfinished | None:
        """The draft worth going on with; None: there is none, nothing was answered, or the right to it is gone.

        A list with faults is none: it can only be sent again.
        """
        row = await Draft.get_or_none(person_id=member.person_id, contract_id=member.contract_id, expires_at__gt=now)
        if row is None or not may(member.role, _RIGHTS[row.form]):
            return None
        return _READ[row.form](row, member, now)


def _line(row: Draft, member: MemberCard, now: datetime) -> Unfinished | None:
    form = line_form_draft.opened(row)
    name, password = str(form.value(LineField.NAME) or ""), form.only is LineField.PASSWORD
    found = Unfinished(Begun.LINE, form.line_id, name, _since(row), now, member.zone, password=password)
    return found if form.changed else None


def _user(row: Draft, member: MemberCard, now: datetime) -> Unfinished | None:
    form = user_form_draft.opened(row)
    found = Unfinished(Begun.USER, form.user_id, form.value(UserField.NAME), _since(row), now, member.zone)
    return found if form.changed else None


def _list(row: Draft, member: MemberCard, now: datetime) -> Unfinished | None:
    people = user_import_draft.opened(row).rows
    found = Unfinished(Begun.LIST, None, "", _since(row), now, member.zone, people=len(people))
    return None if any(each.faults for each in people) else found


def _observer(row: Draft, member: MemberCard, now: datetime) -> Unfinished | None:
    return Unfinished(Begun.OBSERVER, None, observer_forms.asked_for(row), _since(row), now, member.zone)


def _since(row: Draft) -> datetime:
    return row.expires_at - LASTS


_READ = {
    line_form_draft.FORM: _line,
    user_form_draft.FORM: _user,
    user_import_draft.FORM: _list,
    observer_forms.FORM: _observer,
}
