"""Who may come in: one-time links, strangers, members of another contract."""

from dataclasses import fields
from enum import StrEnum
from typing import get_type_hints

import pytest

from bot.routes import ROUTES
from domain.access import Role
from domain.language import Language
from handlers.kit.press import Press
from handlers.rooms.ways import OpenIncident, OpenLine, OpenLog
from models import Invite, Line, Person
from tests.handlers.desk import ANNA, GROUP, OLEG, STRANGER, Desk, write_lines
from tests.kit.phone import Json, Phone

DOOR = "Бот для клиентов телефонной компании"


async def test_a_stranger_gets_one_neutral_line_and_supports_contacts(desk: Desk) -> None:
    phone = await desk.phone(STRANGER)
    await phone.send("/start")
    seen = await phone.sees(DOOR)
    assert "(3412) 912-000" in seen.text
    assert "abon@izhnet.ru" in seen.text
    assert seen.buttons == []
    assert await Person.all().count() == 0


@pytest.mark.parametrize("text", ["/lines", "/errors", "/help", "/language", "/bind", "/nothing", "привет"])
async def test_a_stranger_hears_the_same_to_whatever_he_writes(desk: Desk, text: str) -> None:
    phone = await desk.phone(STRANGER)
    await phone.send(text)
    assert DOOR in (await phone.sees(DOOR)).text


async def test_a_link_lets_one_person_in_and_only_once(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.MANAGER)
    assert "договор 184/24" in anna.screen()
    assert "руководитель" in anna.screen()
    token = await desk.services.members.invite("184/24", Role.ON_CALL, desk.clock())
    await anna.send(f"/start {token}")
    await anna.sees("Вы вошли как дежурный")
    stranger = await desk.phone(STRANGER)
    await stranger.send(f"/start {token}")
    await stranger.sees("Ссылка не действует")
    assert await Invite.filter(used_at=None).count() == 0


async def test_a_wrong_link_says_what_to_do(desk: Desk) -> None:
    stranger = await desk.phone(STRANGER)
    await stranger.send("/start nosuchtoken")
    await stranger.sees("Попросите новую у администратора")


async def test_commands_follow_the_person_who_came_in(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.send("/help")  # answered after everything that came before it
    await anna.sees("Поддержка")
    money = ["account", "invoices", "payments"]
    rooms = ["lines", "errors", "users", "projects"]
    assert await anna.commands() == ["start", *rooms, *money, "cancel", "help", "language"]


def forged(kind: type[Press], line: Line, incident_id: int) -> str:
    """Callback data of a press about rows of another contract."""
    known = {"line_id": line.id, "incident_id": incident_id, "contract_id": line.contract_id, "language": Language.EN}
    types = get_type_hints(kind)
    values = {field.name: known.get(field.name, some(types[field.name])) for field in fields(kind)}
    return kind(**values).pack()


def some(kind: type) -> object:
    """A value of a press's field."""
    if issubclass(kind, StrEnum):
        return next(iter(kind))
    return 1 if kind is int else kind()


async def another_contracts_incident(desk: Desk) -> tuple[Line, int]:
    oleg = await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    [line] = await write_lines(["Тайная линия"], "207/25", "Тайный провайдер")
    await desk.fail(line)
    await oleg.send("/start")
    await oleg.sees("Тайный провайдер")
    member = (await desk.services.members.contracts(OLEG))[0]
    [incident] = await desk.services.incidents.open_ones(member)
    return line, incident.id


async def tapped(desk: Desk, phone: Phone, data: str) -> Json:
    """The answer to a tap on a button that the bot drew for somebody else, or long ago."""
    keyboard = {"inline_keyboard": [[{"text": "старая кнопка", "callback_data": data}]]}
    message = await desk.telegram.bot().sent("старое меню", chat_id=phone.chat_id, reply_markup=keyboard)
    return await phone.press_data(data, message_id=message["message_id"])


@pytest.mark.parametrize("person", [STRANGER, ANNA], ids=["stranger", "member of another contract"])
@pytest.mark.parametrize("chat", [0, GROUP], ids=["private", "group"])
async def test_every_button_shows_nothing_and_changes_nothing(desk: Desk, person: int, chat: int) -> None:
    line, incident_id = await another_contracts_incident(desk)
    phone = await desk.join(ANNA, Role.ADMINISTRATOR) if person == ANNA else await desk.phone(person)
    here = await phone.in_chat(chat) if chat else phone
    before = await Line.get(id=line.id).values()
    for press in ROUTES.presses:
        data = forged(press, line, incident_id)
        assert (await tapped(desk, here, data))["answered"], data
    assert not [seen for seen in here.messages() if "Тайн" in seen.text]
    assert not [toast for toast in here.toasts if "Тайн" in (toast["text"] or "")]
    assert await Line.get(id=line.id).values() == before
    member = (await desk.services.members.contracts(OLEG))[0]
    card = await desk.services.incidents.card(member, incident_id, desk.clock())
    assert card.acknowledged_at is None


async def test_foreign_and_missing_things_read_the_same(desk: Desk) -> None:
    line, incident_id = await another_contracts_incident(desk)
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    missing = 2**62
    for foreign, nothing in (
        (OpenLine(line.id), OpenLine(missing)),
        (OpenIncident(incident_id), OpenIncident(missing)),
        (OpenLog(line.id), OpenLog(missing)),
    ):
        said = [(await tapped(desk, anna, press.pack()))["text"] for press in (foreign, nothing)]
        assert said[0] == said[1] == "Этого здесь нет. Откройте меню: /start"
