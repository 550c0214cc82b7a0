"""Every method of every service that acts for a member asks for a right first, and takes no for an answer."""

import inspect
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest

from domain import access
from domain.access import RIGHTS, Action, Role
from domain.health import HealthPolicy
from models import (
    AccessChange,
    Audit,
    Confirmation,
    Draft,
    HandOver,
    Invite,
    Line,
    Member,
    Observation,
    Selection,
    User,
)
from services.cards import MemberCard
from services.catalogue import Services
from services.centre import CentreServices
from services.errors import ForbiddenError, ServiceError
from services.line_forms import LineFormService
from services.line_lists import LineListService
from tests.services.house import House

HARMLESS = {
    "LineFormService.current",
    "LineFormService.cancel",
    "LineFormService.repeats_password",
    "Awaited.answer",
    "Awaited.expect",
    "Awaited.left",
    "Awaited.stop",
    "Awaited.what",
    "LineSearch.expect",
    "LineSearch.expects",
    "LineSearch.stop",
    "UnfinishedService.current",
    "UserFormService.cancel",
    "UserFormService.current",
}
"""They answer without a right too: about nothing but what the person himself is typing."""


class Asked(dict[Action, frozenset[Role]]):
    """A table that remembers what it was asked for."""

    def __init__(self, granted: dict[Action, frozenset[Role]]) -> None:
        super().__init__(granted)
        self.actions: list[Action] = []

    def get(self, action: Any, default: Any = None) -> Any:
        self.actions.append(action)
        return super().get(action, default)


def methods(owner: Any = Services, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Path to the service, class and method for all that take a member."""
    for field in fields(owner):
        kind = get_type_hints(owner)[field.name]
        if kind is CentreServices:
            yield from methods(kind, f"{field.name}.")
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_") and acts_for_a_member(method):
                yield f"{path}{field.name}", kind.__name__, name


def acts_for_a_member(method: Any) -> bool:
    names = list(inspect.signature(method).parameters)[1:2]
    return bool(names) and get_type_hints(method).get(names[0]) is MemberCard


METHODS = [method for method in methods() if f"{method[1]}.{method[2]}" not in HARMLESS]
each_method = pytest.mark.parametrize(("field", "kind", "name"), METHODS, ids=[f"{c}.{n}" for _, c, n in METHODS])


def value(kind: Any, now: datetime) -> object:
    """Something to pass where a parameter of this type is wanted."""
    if isinstance(kind, UnionType):
        kind = get_args(kind)[0]
    if kind is datetime:
        return now
    if kind is date:
        return now.date()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return kind()
    return {int: 1, str: "x", bool: False}.get(kind, ())


async def call(house: House, field: str, name: str, member: MemberCard) -> None:
    """One call to its end, with plausible arguments."""
    method = attrgetter(f"{field}.{name}")(services(house))
    hints = get_type_hints(method)
    wanted = list(inspect.signature(method).parameters.values())[1:]
    rest = {each.name: value(hints[each.name], house.clock()) for each in wanted}
    outcome = method(member, **rest)
    if inspect.isasyncgen(outcome):
        async for _ in outcome:
            pass
    else:
        await outcome


def services(house: House) -> Services:
    def wake() -> None:
        """Nothing is delivered here."""

    return Services(
        members=house.members,
        lines=house.lines,
        checks=house.checks,
        incidents=house.incidents,
        chats=house.chats,
        forms=LineFormService(house.registrar, house.vault, HealthPolicy(), wake, house.clock),
        lists=LineListService(house.checks, wake, house.clock),
    )


async def rows() -> list[Any]:
    tables = (Line, Member, Invite, Draft, Selection, Confirmation, Audit, User, Observation, AccessChange, HandOver)
    return [await table.all().order_by("id").values() for table in tables]


@pytest.fixture
async def anna(house: House) -> MemberCard:
    contract = await house.client()
    member = await house.join(contract, 101, Role.ADMINISTRATOR)
    await house.some_lines(await house.carrier(contract))
    return member


@each_method
async def test_without_rights_nothing_works(
    house: House, anna: MemberCard, field: str, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await rows()
    monkeypatch.setattr(access, "RIGHTS", {})
    with pytest.raises(ForbiddenError):
        await call(house, field, name, anna)
    assert await rows() == before


@each_method
async def test_each_role_is_refused_what_the_table_does_not_grant(
    house: House, anna: MemberCard, field: str, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Asked({})
    monkeypatch.setattr(access, "RIGHTS", table)
    with suppress(ForbiddenError):
        await call(house, field, name, anna)
    [action] = dict.fromkeys(table.actions)
    monkeypatch.setattr(access, "RIGHTS", RIGHTS)
    for role in set(Role) - RIGHTS[action]:
        before = await rows()
        with pytest.raises(ForbiddenError):
            await call(house, field, name, replace(anna, role=role))
        assert await rows() == before
    for role in RIGHTS[action] & {anna.role}:
        with suppress(ServiceError):
            await call(house, field, name, replace(anna, role=role))


def test_every_service_is_looked_at() -> None:
    assert len({kind for _, kind, _ in METHODS}) >= 8
    assert not HARMLESS - {f"{kind}.{name}" for _, kind, name in methods()}
