"""Decisions in the form of a line as a person meets them: a twin, another carrier's server, "save anyway"."""

from domain.access import Role
from domain.sip import Verdict
from handlers.rooms.line_form_view import TakeServer
from models import Draft, Incident, Line
from tests.handlers.desk import ANNA, Desk, write_lines
from tests.handlers.test_line_form import edited, filled
from tests.kit.phone import Phone


async def twins(desk: Desk) -> tuple[Phone, Line]:
    """A new line at its summary with the account of one that is there."""
    await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["Опрос Казань"])
    await Line.filter(id=line.id).update(user="74951234567")
    anna = await desk.phone(ANNA)
    await anna.press("Линии")
    await anna.press("Добавить")
    await anna.sees("Новая линия")
    await anna.press("SIP-транк")
    for asked, answer in (
        ("Как назвать линию?", "Второй"),
        ("Какой провайдер?", "Волга-Телеком"),
        ("Логин или номер?", "74951234567"),
        ("Пароль?", "right-1"),
    ):
        await anna.sees(asked)
        await anna.send(answer)
    return anna, line


async def test_a_second_line_with_one_account_is_saved_by_a_second_press(desk: Desk) -> None:
    anna, _ = await twins(desk)
    await anna.sees("Тот же логин на том же сервере уже у линии «Опрос Казань»")
    await anna.press("Сохранить")
    await anna.sees("Две такие линии будут мешать друг другу. Сохранить обе?")
    assert await Line.all().count() == 1
    await anna.press("Сохранить обе")
    await anna.sees("Сохранено")
    assert await Line.all().count() == 2


async def test_a_twin_is_corrected_instead(desk: Desk) -> None:
    anna, _ = await twins(desk)
    await anna.sees("Тот же логин на том же сервере")
    await anna.press("Сохранить")
    await anna.sees("Сохранить обе?")
    await anna.press("Исправить")
    await anna.sees("Логин или номер?")
    await anna.send("74951234568")
    assert "Тот же логин" not in (await anna.sees("Логин: 74951234568")).text
    await anna.press("Сохранить")
    await anna.sees("Сохранено")


async def with_another_carrier(desk: Desk) -> tuple[Phone, Line]:
    """The form of a line at the question of its carrier; another carrier has a line at another server."""
    anna, line = await edited(desk)
    [other] = await write_lines(["Кама-транк"], carrier="Кама-Связь")
    carrier = (await Line.get(id=other.id).select_related("carrier")).carrier
    carrier.host = "sip.kama.example"
    await carrier.save(update_fields=["host"])
    await Line.filter(id=other.id).update(user="900")
    await anna.press("Изменить")
    await anna.sees("Проверьте и сохраните")
    await anna.press("Провайдер")
    await anna.sees("Какой провайдер?")
    return anna, line


async def server_of(line: Line) -> tuple[str, str]:
    row = await Line.get(id=line.id).select_related("carrier")
    return row.carrier.name, row.carrier.host


async def test_another_carrier_asks_which_server_is_meant(desk: Desk) -> None:
    anna, line = await with_another_carrier(desk)
    await anna.press("Кама-Связь")
    await anna.sees("У «Кама-Связь» другой сервер")
    await anna.press("Сервер sip.kama.example")
    await anna.sees("Сервер: sip.kama.example")
    await anna.press("Сохранить")
    await anna.sees("Сохранено")
    assert await server_of(line) == ("Кама-Связь", "sip.kama.example")


async def test_the_old_server_is_kept_by_a_button(desk: Desk) -> None:
    anna, line = await with_another_carrier(desk)
    await anna.send("кама-связь")
    await anna.sees("У «Кама-Связь» другой сервер")
    await anna.press("Оставить sip.example.ru")
    form = await anna.sees("Проверьте и сохраните")
    assert "Сервер: sip.example.ru" in form.text
    await anna.press("Сохранить")
    await anna.sees("Сохранено")
    assert await server_of(line) == ("Кама-Связь", "sip.example.ru")


async def test_a_button_of_a_server_without_a_form_says_so(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    for press in (TakeServer(1, True), TakeServer(1, False)):
        keyboard = {"inline_keyboard": [[{"text": "старая", "callback_data": press.pack()}]]}
        sent = await desk.telegram.bot().sent("меню", chat_id=ANNA, reply_markup=keyboard)
        assert "форма закрыта" in str(await anna.press("старая", message_id=sent["message_id"]))


async def test_a_line_saved_anyway_is_red_on_its_card_and_alarms_nobody(desk: Desk) -> None:
    desk.carriers.verdicts["74951234567"] = Verdict.WRONG_PASSWORD
    anna = await filled(desk)
    await anna.press("Сохранить")
    await anna.sees("Не сохранено: неверный пароль")
    await anna.press("Сохранить так")
    card = await anna.sees("Сохранено")
    assert card.text.startswith("🔴 Волга-транк")
    assert "Неверный пароль" in card.text
    await desk.check(await Line.get())
    assert not await Incident.exists()


async def test_a_password_typed_where_a_twin_is_decided_leaves_the_chat(desk: Desk) -> None:
    anna, _ = await twins(desk)
    await anna.sees("Тот же логин на том же сервере")
    await anna.press("Сохранить")
    await anna.sees("Сохранить обе?")
    await anna.send("Zx9-kkP2")
    await anna.sees("Сообщение удалено: вдруг в нём пароль")
    await anna.sees_no("Zx9-kkP2")
    await anna.send("right-1")
    await anna.sees("Это пароль линии")
    await anna.sees_no("right-1")


async def test_the_forms_password_is_no_login_and_no_search(desk: Desk) -> None:
    anna, _ = await twins(desk)
    await anna.press("Логин")
    await anna.sees("Логин или номер?")
    await anna.send(" right-1 ")
    form = await anna.sees("Это пароль линии")
    assert "Логин или номер?" in form.text
    await anna.sees_no("right-1")
    assert "right-1" not in (await Draft.get()).answers
    await anna.send("/lines")
    await anna.press("Найти")
    await anna.sees("Напишите")
    await anna.send("right-1")
    await anna.sees("Это пароль линии")
    await anna.sees_no("right-1")
