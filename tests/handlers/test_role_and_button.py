"""Every role presses every button: of its own contract only what its rights allow, of a foreign one nothing at all."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from tortoise import Tortoise
from tortoise.context import TortoiseContext

from bot.routes import ROUTES
from domain.access import Role
from handlers.kit.banner import LeaveContract
from handlers.kit.press import Press
from handlers.rooms.credentials_ways import TakeDetails
from handlers.rooms.people_ways import OpenJournal
from handlers.rooms.person import GiveRole
from handlers.rooms.support import EnterContract
from handlers.rooms.user_delete import BringBack, EraseUser
from handlers.rooms.user_ways import EditUser, HandOver, NewPassword, RevealCredentials
from handlers.rooms.users_pick import DeleteUsers, UndoUsers
from handlers.rooms.visit import Restore
from models import Admission, Audit, Contract, Incident, Invite, Line, LineProject, Member, Observation, Project
from services.observer_cards import NewObserver
from tests.handlers.centre import a_user
from tests.handlers.desk import ANNA, GROUP, MARINA, OLEG, OLGA, SERGEY, Desk, open_desk, write_lines
from tests.handlers.test_people import OLD_MENU, pressed
from tests.kit.phone import Phone

pytestmark = pytest.mark.story
SETTLED = ("id", "name", "user", "host", "port", "carrier_id", "deleted_at", "sealed_password", "role", "token_hash")
"""Columns that no check of a line changes; the others are looked at only where nobody may check."""

WHO = {Role.ADMINISTRATOR: ANNA, Role.MANAGER: MARINA, Role.ON_CALL: SERGEY}


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with open_desk() as opened:
        yield opened
        assert opened.failures == []


async def a_contract(desk: Desk, number: str, telegram_id: int) -> dict[str, Any]:
    """A contract with an administrator, a waiting invitation, and a line that fails; what its buttons would say.

    ``token`` answers the administrator's own question whether to delete that line.
    """
    await desk.join(telegram_id, Role.ADMINISTRATOR, number)
    contract = await Contract.get(number=number)
    [line] = await write_lines([f"Линия {number}"], number, f"Провайдер {number}")
    await desk.fail(line)
    await desk.services.members.invite(number, Role.MANAGER, desk.clock())
    [member] = await desk.services.members.contracts(telegram_id)
    user = await a_user(desk, f"Оператор {number}", person=telegram_id)
    projects = [
        await Project.create(contract=contract, outside_id=name, name=f"{name} {number}", recorded_at=desk.clock())
        for name in ("Проект", "Источник")
    ]
    await Admission.create(project=projects[1], user=user, created_at=desk.clock())
    guest = NewObserver(f"guest-of-{contract.id}", desk.clock().date(), "", (projects[0].id,))
    asked = await desk.services.centre.observers.ask(member, guest, desk.clock())
    return {
        "project_id": projects[0].id,
        "source_id": projects[1].id,
        "observation_id": (await Observation.get(user_id=asked)).id,
        "token": (await desk.services.lists.ask_delete(member, desk.clock(), line.id)).token,
        "user_id": user.id,
        "contract_id": contract.id,
        "line_id": line.id,
        "person_id": (await Member.get(contract_id=contract.id)).person_id,
        "invite_id": (await Invite.get(contract_id=contract.id, used_at=None)).id,
        "incident_id": (await Incident.get(contract_id=contract.id)).id,
    }


def buttons_about(known: dict[str, Any], *aside: type[Press]) -> Iterable[Press]:
    """One button of every kind, about the things of a contract; of kinds that say yes or no, both."""
    for kind in ROUTES.presses:
        types = get_type_hints(kind)
        values = {field.name: known.get(field.name, some(types[field.name])) for field in fields(kind)}
        switches = {name: True for name in values if types[name] is bool and name not in known}
        if kind not in aside:
            yield kind(**values)
        if kind not in aside and switches:
            yield kind(**values | switches)


def some(kind: type) -> object:
    if issubclass(kind, StrEnum):
        return next(iter(kind))
    return {int: 0, bool: False, str: "x"}[kind]


async def rows_of(contract_id: int, columns: tuple[str, ...] = ()) -> dict[str, list[dict[str, Any]]]:
    """Everything that belongs to a contract; its journal, what people have open and whether they want
    to hear of its money are not its state."""
    found = {}
    for name, model in Tortoise.apps["models"].items():
        if "contract_id" in model._meta.fields_map and name not in {
            "Audit",
            "Notice",
            "Selection",
            "Draft",
            "Confirmation",
            "MoneyMute",
        }:
            key = model._meta.pk_attr
            there = model._meta.fields_db_projection
            wanted = [column for column in columns if column in there] or [key] if columns else []
            found[name] = await model.filter(contract_id=contract_id).order_by(key).values(*wanted)
    found["Contract"] = await Contract.filter(id=contract_id).values()
    if not columns:
        for table in (Admission, LineProject):
            found[table.__name__] = await table.filter(project__contract_id=contract_id).order_by("id").values()
        found["Observation"] = await Observation.filter(user__contract_id=contract_id).order_by("id").values()
    return found


async def phone_of(desk: Desk, role: Role, number: str) -> Phone:
    """Somebody with this role in a contract."""
    if role is not Role.SUPPORT:
        return await desk.join(WHO[role], role, number)
    phone = await desk.staff()
    await desk.services.support.enter(OLGA, (await Contract.get(number=number)).id, desk.clock())
    return phone


@pytest.mark.parametrize("where", ["private", "group"])
@pytest.mark.parametrize("role", Role)
async def test_of_a_foreign_contract_nothing_is_shown_and_nothing_changes(desk: Desk, role: Role, where: str) -> None:
    foreign = await a_contract(desk, "207/25", OLEG)
    await desk.join(ANNA, Role.ADMINISTRATOR)
    phone = await phone_of(desk, role, "184/24")
    here = phone if where == "private" else await phone.in_chat(GROUP)
    before = await rows_of(foreign["contract_id"])
    aside = (EnterContract,) if role is Role.SUPPORT else ()  # entering any contract is what support is for
    for button in buttons_about(foreign, *aside):
        await pressed(desk, here, button.pack())
    assert await rows_of(foreign["contract_id"]) == before
    said = [seen.text for seen in here.messages()] + [str(toast["text"]) for toast in here.toasts]
    if role is not Role.SUPPORT:
        assert not [text for text in said if "207/25" in text]
    assert not [text for text in said if any(f"{thing} 207/25" in text for thing in ("Линия", "Провайдер", "Оператор"))]


def test_the_rooms_of_the_call_centre_are_among_the_buttons() -> None:
    rooms = {kind.__module__.rpartition(".")[2] for kind in ROUTES.presses}
    for part in ("user", "project", "observer", "credential"):
        assert [room for room in rooms if room.startswith(part)], part
    assert {"lent_observers", "user_delete", "user_projects", "project_workers", "observer_form_view"} <= rooms


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL])
async def test_a_member_who_was_removed_is_shown_nothing_and_changes_nothing(desk: Desk, role: Role) -> None:
    own = await a_contract(desk, "184/24", OLEG)
    phone = await phone_of(desk, role, "184/24")
    await Member.filter(contract_id=own["contract_id"], person__telegram_id=WHO[role]).delete()
    before, seen = await rows_of(own["contract_id"]), {message.id for message in phone.messages()}
    for button in buttons_about(own):
        await pressed(desk, phone, button.pack())
    assert await rows_of(own["contract_id"]) == before
    said = [message.text for message in phone.messages() if message.id not in seen]
    said += [str(toast["text"]) for toast in phone.toasts]
    assert not [text for text in said if "184/24" in text]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT, Role.ON_CALL])
async def test_whoever_has_no_right_to_users_uses_no_question_of_an_administrator(desk: Desk, role: Role) -> None:
    """The yes to a deletion, its way back, an erasure: tokens that an administrator was given."""
    own = await a_contract(desk, "184/24", ANNA)
    [anna] = await desk.services.members.contracts(ANNA)
    centre, now = desk.services.centre, desk.clock()
    asked = (await centre.lists.ask_dismiss(anna, own["user_id"], now)).token
    gone = await a_user(desk, "Ушёл")
    question = await centre.lists.ask_dismiss(anna, gone.id, now)
    undo = (await centre.lists.delete(anna, question.token, now)).undo_token
    erase = (await centre.dismissal.ask_erase(anna, gone.id, now)).token
    phone = await phone_of(desk, role, "184/24")
    before = await rows_of(own["contract_id"], SETTLED)
    for press in (
        DeleteUsers(asked, 0),
        UndoUsers(undo, 0),
        EraseUser(erase, 0),
        BringBack(gone.id),
        *(kind(own["user_id"]) for kind in (RevealCredentials, HandOver, NewPassword, EditUser)),
    ):
        await pressed(desk, phone, press.pack())
    assert await rows_of(own["contract_id"], SETTLED) == before
    assert not [message for message in phone.messages() if "Пароль" in message.text]


async def test_support_sees_on_every_screen_that_it_is_in_a_contract(desk: Desk) -> None:
    own = await a_contract(desk, "184/24", ANNA)
    phone = await phone_of(desk, Role.SUPPORT, "184/24")
    before = {message.id for message in phone.messages()}
    for button in buttons_about(own | {"menu": True}, LeaveContract, EnterContract, TakeDetails):
        await pressed(desk, phone, button.pack())
    await pressed(desk, phone, OpenJournal().pack())
    await phone.sees("Журнал · ООО «184/24»")
    drawn = [
        message.text for message in phone.messages() if message.id not in before and "text" in message.raw["message"]
    ]
    banner = "Вы смотрите как поддержка: 184/24\n"
    alone = [text for text in drawn if not text.startswith(banner) and "Вы смотрите как поддержка." not in text]
    assert set(alone) <= {OLD_MENU}
    assert len([text for text in drawn if text.startswith(banner)]) > 10


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPPORT])
async def test_who_only_looks_changes_nothing_by_any_button(desk: Desk, role: Role) -> None:
    own = await a_contract(desk, "184/24", ANNA)
    phone = await phone_of(desk, role, "184/24")
    before = await rows_of(own["contract_id"])
    for button in buttons_about(own, Restore):
        await pressed(desk, phone, button.pack())
        if role is Role.SUPPORT:
            await desk.services.support.enter(OLGA, own["contract_id"], desk.clock())
    assert await rows_of(own["contract_id"]) == before


async def test_a_person_on_call_changes_no_settings_by_any_button(desk: Desk) -> None:
    own = await a_contract(desk, "184/24", ANNA)
    phone = await phone_of(desk, Role.ON_CALL, "184/24")
    before = await rows_of(own["contract_id"], SETTLED)
    for button in buttons_about(own):
        await pressed(desk, phone, button.pack())
    assert await rows_of(own["contract_id"], SETTLED) == before
    assert (await Incident.get(id=own["incident_id"])).acknowledged_at is not None


async def test_the_same_buttons_work_for_an_administrator(desk: Desk) -> None:
    """The buttons above are real: what they could change, they change here."""
    own = await a_contract(desk, "184/24", ANNA)
    await desk.join(MARINA, Role.ADMINISTRATOR)
    marina = await Member.get(contract_id=own["contract_id"], person__telegram_id=MARINA)
    phone = await desk.phone(ANNA)
    await pressed(desk, phone, GiveRole(marina.person_id, 0, Role.ON_CALL).pack())
    for button in buttons_about(own | {"person_id": marina.person_id}):
        await pressed(desk, phone, button.pack())
    assert (await Invite.get(id=own["invite_id"])).revoked_at is not None
    assert await Invite.filter(contract_id=own["contract_id"], role=Role.ADMINISTRATOR, used_at=None).count() == 1
    line = await Line.get(id=own["line_id"])
    assert line.name == "Линия 184/24"
    deeds = {row.action for row in await Audit.filter(contract_id=own["contract_id"])}
    assert {"delete_lines", "undo_delete", "edit_user", "admit", "link_line"} - deeds == set()
