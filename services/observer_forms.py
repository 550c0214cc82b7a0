"""Asking for an external observer, between two messages: his login, the projects he is to watch, the last day."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tortoise.queryset import QuerySet

from domain.access import Action, allowed
from models import Draft, Project
from services import access
from services.cards import MemberCard
from services.observer_cards import NewObserver, ObserverDraft
from services.observers import ObserverService, last_day
from services.pages import cut
from services.project_cards import Choice
from services.user_form_cards import UserFormGoneError

FORM = "observer"
LASTS = timedelta(hours=1)
USUAL = timedelta(days=30)
"""So long an observation lasts unless another last day is chosen."""
ROWS = 6


@dataclass(frozen=True)
class _Answers:
    """What was answered. ``until`` is the last day; ``projects`` are ids; ``name`` "": not told."""

    login: str
    until: date
    name: str = ""
    projects: tuple[int, ...] = ()


class ObserverFormService:
    """One form per person, like any other. Raises ``UserFormGoneError`` where there is none to go on with."""

    def __init__(self, observers: ObserverService) -> None:
        self._observers = observers

    async def begin(self, member: MemberCard, cabinet_login: str, now: datetime, name: str = "") -> ObserverDraft:
        """The form of this login, in the place of whatever the person was filling in; of an open one it changes the
        login alone. Raises ``UserFieldError``."""
        access.require(member, Action.EDIT_USERS)
        login = await self._observers.judged_login(member, cabinet_login)
        usual = _Answers(login, now.astimezone(member.zone).date() + USUAL, name)
        answers = replace(await _read(member, now) or usual, login=login)
        await Draft.filter(person_id=member.person_id).delete()
        row = Draft(contract_id=member.contract_id, person_id=member.person_id, form=FORM)
        await row.update_from_dict(_columns(answers, now)).save()
        return await _card(member, answers, 0, now)

    async def current(self, member: MemberCard, page: int, now: datetime) -> ObserverDraft | None:
        """The form with a page of projects; None: nobody is being asked for."""
        access.require(member, Action.EDIT_USERS)
        answers = await _read(member, now)
        return await _card(member, answers, page, now) if answers else None

    async def tick(self, member: MemberCard, project_id: int, page: int, now: datetime) -> ObserverDraft:
        """Turn the tick of a project. Raises ``NotFoundError``."""
        access.require(member, Action.EDIT_USERS)
        answers = await _open(member, now)
        project = await access.own_project(member, project_id)
        others = tuple(number for number in answers.projects if number != project.id)
        chosen = others if len(others) < len(answers.projects) else (*others, project.id)
        return await _kept(member, replace(answers, projects=chosen), page, now)

    async def until(self, member: MemberCard, day: date | None, now: datetime) -> ObserverDraft:
        """Another last day. Raises ``UserFieldError``."""
        access.require(member, Action.EDIT_USERS)
        return await _kept(member, replace(await _open(member, now), until=last_day(member, day, now)), 0, now)

    async def cancel(self, member: MemberCard) -> None:
        """Leave the form."""
        access.require(member, Action.EDIT_USERS)
        await _mine(member).delete()

    async def send(self, member: MemberCard, now: datetime) -> int:
        """Ask; the new user's id. Raises what ``ObserverService.ask`` does; the form stays then."""
        access.require(member, Action.EDIT_USERS)
        answers = await _open(member, now)
        there = Project.filter(id__in=list(answers.projects), contract_id=member.contract_id)
        ids = tuple([int(str(number)) for number in await there.values_list("id", flat=True)])
        user_id = await self._observers.ask(member, NewObserver(answers.login, answers.until, answers.name, ids), now)
        await _mine(member).delete()
        return user_id


def _mine(member: MemberCard) -> QuerySet[Draft]:
    return Draft.filter(person_id=member.person_id, contract_id=member.contract_id, form=FORM)


def _columns(answers: _Answers, now: datetime) -> dict[str, object]:
    about = {"login": answers.login, "until": answers.until.isoformat(), "name": answers.name}
    return {"answers": json.dumps({**about, "projects": list(answers.projects)}), "expires_at": now + LASTS}


async def _read(member: MemberCard, now: datetime) -> _Answers | None:
    row = await _mine(member).filter(expires_at__gt=now).first()
    return _opened(row) if row is not None else None


def asked_for(row: Draft) -> str:
    """The cabinet login in a row of this form."""
    return _opened(row).login


def _opened(row: Draft) -> _Answers:
    about = json.loads(row.answers)
    until, name = date.fromisoformat(about["until"]), about.get("name", "")  # a form begun before names were kept
    return _Answers(about["login"], until, name, tuple(about["projects"]))


async def _open(member: MemberCard, now: datetime) -> _Answers:
    answers = await _read(member, now)
    if answers is None:
        raise UserFormGoneError
    return answers


async def _kept(member: MemberCard, answers: _Answers, page: int, now: datetime) -> ObserverDraft:
    if not await _mine(member).update(**_columns(answers, now)):
        raise UserFormGoneError
    return await _card(member, answers, page, now)


async def _card(member: MemberCard, answers: _Answers, page: int, now: datetime) -> ObserverDraft:
    query = Project.filter(contract_id=member.contract_id, active=True)
    total = await query.count()
    place = cut(page, total, ROWS)
    rows = await query.order_by("name", "id").offset(place.offset).limit(ROWS)
    return ObserverDraft(
        name=answers.name,
        cabinet_login=answers.login,
        until=answers.until,
        projects=tuple(Choice(row.id, row.name, row.id in answers.projects) for row in rows),
        chosen=len(answers.projects),
        page=place.page,
        pages=place.pages,
        total=total,
        may=allowed(member.role),
    )
