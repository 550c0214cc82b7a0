"""Adding, changing and deleting lines from the chat: the real bot registers at a real Kamailio before it saves."""

import pytest

from domain.access import Role
from models import Line, Member
from models.database import open_database
from tests.e2e.conftest import ADMINISTRATOR, MANAGER, ON_BOTH_DATABASES, Product
from tests.kit.phone import Phone

pytestmark = pytest.mark.kamailio

THREE = {"100": "right-100", "101": "right-101", "102": "right-102"}


def letter(product: Product, password: str = "right-102") -> str:
    return f"""Здравствуйте, Анна.
Для вас создана учётная запись.
Логин: 102
Пароль: {password}
Сервер: 127.0.0.1:{product.registrar.port}
С уважением, отдел подключений"""


async def administrator(product: Product, person: int = ADMINISTRATOR) -> Phone:
    phone = await product.telegram.person(person)
    await phone.send("/lines")
    await phone.sees("Линии · Ромашка", timeout=10)
    return phone


async def from_a_letter(product: Product, password: str = "right-102") -> Phone:
    """A new line that a pasted letter filled, with what was missing answered."""
    phone = await administrator(product)
    await phone.press("Добавить")
    await phone.sees("Пришлите письмо провайдера целиком")
    await phone.send(letter(product, password))
    await phone.sees("Из письма:")
    await phone.sees_no(password)
    await phone.press("SIP-транк")
    await phone.sees("Как назвать линию?")
    await phone.send("Новая линия Волги")
    await phone.sees("Какой провайдер?")
    await phone.press("Волга-Телеком")
    await phone.sees("Проверьте и сохраните")
    return phone


async def stored(product: Product, **which: object) -> list[Line]:
    async with open_database(product.url, everywhere=False):
        return await Line.filter(deleted_at__isnull=True, **which).order_by("name")


async def card(phone: Phone, name: str) -> None:
    await phone.press(f"🟢 {name}", timeout=10)
    await phone.sees(f"{name} · SIP-телефон")


@ON_BOTH_DATABASES
async def test_a_pasted_letter_becomes_a_line_that_registers(product: Product) -> None:
    await product.registrar.set_password("102", "right-102")
    phone = await from_a_letter(product)
    await phone.press("Сохранить")
    saved = await phone.sees("Сохранено", timeout=15)
    assert saved.text.startswith("🟢 Новая линия Волги · SIP-транк")
    [line] = await stored(product, user="102")
    assert "right-102" not in line.sealed_password
    assert "right-102" not in product.program.log()


async def test_details_that_do_not_register_are_saved_only_when_the_person_insists(product: Product) -> None:
    await product.registrar.set_password("102", "right-102")
    phone = await from_a_letter(product, "not-the-one")
    await phone.press("Сохранить")
    await phone.sees("Не сохранено: неверный пароль", timeout=15)
    assert not await stored(product, user="102")
    await phone.press("Сохранить так")
    await phone.sees("Сохранено", timeout=10)
    assert len(await stored(product, user="102")) == 1


async def test_a_wrong_new_password_never_replaces_a_working_one(product: Product) -> None:
    await product.program.all_lines("ok")
    before = (await stored(product, user="100"))[0].sealed_password
    phone = await administrator(product)
    await card(phone, "Линия 100")
    await phone.press("Сменить пароль")
    await phone.sees("Новый пароль · Линия 100")
    await phone.send("wrong-password")
    await phone.sees("Не сохранено: неверный пароль", timeout=15)
    await phone.sees_no("wrong-password")
    assert (await stored(product, user="100"))[0].sealed_password == before
    await phone.press("Отмена")
    await phone.sees("Линия 100 · SIP-телефон")
    await product.program.checks(4)
    await product.program.all_lines("ok")


async def test_a_changed_password_is_typed_from_the_card_and_the_line_recovers(product: Product) -> None:
    await product.program.all_lines("ok")
    await product.registrar.set_password("100", "changed-100")
    phone = await product.telegram.person(ADMINISTRATOR)
    await phone.sees("неверный пароль", timeout=30)
    await phone.send("/errors")
    await phone.press("🔴 Линия 100", timeout=10)
    await phone.press("Сменить пароль")
    await phone.sees("Новый пароль · Линия 100")
    await phone.send("changed-100")
    await phone.sees("Сохранено", timeout=15)
    await product.program.all_lines("ok")


@pytest.mark.parametrize("product", [THREE], indirect=True, ids=["three lines"])
async def test_three_lines_are_deleted_and_come_back(product: Product) -> None:
    await product.program.all_lines("ok")
    phone = await administrator(product)
    await phone.press("Отметить")
    for number in THREE:
        await phone.press(f"☐ 🟢 Линия {number}")
        await phone.sees_button(f"☑ 🟢 Линия {number}")
    await phone.press("Удалить (3)")
    asked = await phone.sees("Удалить 3 линии")
    assert all(f"Линия {number}" in asked.text for number in THREE)
    await phone.press("Удалить")
    await phone.sees("Удалены 3 линии")
    assert not await stored(product)
    await phone.press("Вернуть")
    await phone.sees("Работают")
    assert len(await stored(product)) == 3


async def test_a_form_goes_on_after_the_bot_was_killed(product: Product) -> None:
    await product.registrar.set_password("102", "right-102")
    phone = await administrator(product)
    await phone.press("Добавить")
    await phone.press("SIP-транк")
    await phone.sees("Как назвать линию?")
    await phone.send("Переживёт")
    await phone.sees("Какой провайдер?")
    await product.program.kill()
    await product.program.start()
    await phone.press("Волга-Телеком", timeout=10)
    await phone.sees("Логин или номер?")
    await phone.send("102")
    await phone.sees("Пароль?")
    await product.program.kill()
    await product.program.start()
    await phone.send("right-102")
    await phone.sees("Проверьте и сохраните", timeout=10)
    await phone.press("Сохранить")
    await phone.sees("Сохранено", timeout=15)
    [line] = await stored(product, user="102")
    assert line.name == "Переживёт"


async def test_ticks_survive_a_restart(product: Product) -> None:
    await product.program.all_lines("ok")
    phone = await administrator(product)
    await phone.press("Отметить")
    await phone.press("☐ 🟢 Линия 100")
    await phone.sees_button("Удалить (1)")
    await product.program.kill()
    await product.program.start()
    await phone.press("☐ 🟢 Линия 101", timeout=10)
    await phone.sees_button("Удалить (2)")


async def test_the_second_of_two_administrators_is_told_what_the_first_changed(product: Product) -> None:
    await product.program.all_lines("ok")
    async with open_database(product.url, everywhere=False):
        await Member.filter(person__telegram_id=MANAGER).update(role=Role.ADMINISTRATOR)
    first, second = await administrator(product), await administrator(product, MANAGER)
    for phone, note in ((first, "записка первого"), (second, "записка второго")):
        await card(phone, "Линия 100")
        await phone.press("Изменить")
        await phone.press("Ещё поля")
        await phone.press("Заметка")
        await phone.sees("Заметка для себя?")
        await phone.send(note)
        await phone.sees("Проверьте и сохраните")
    await first.press("Сохранить")
    await first.sees("Сохранено", timeout=15)
    await second.press("Сохранить")
    told = await second.sees("Пока форма была открыта", timeout=15)
    assert f"Человек {ADMINISTRATOR}" in told.text
    assert "заметка: записка первого" in told.text
    await second.press("Сохранить моё")
    await second.sees("Сохранено", timeout=15)
    assert (await stored(product, user="100"))[0].note == "записка второго"


async def test_all_lines_are_checked_from_the_chat(product: Product) -> None:
    await product.program.all_lines("ok")
    phone = await administrator(product)
    await phone.press("Проверить все")
    await phone.sees("Проверены 2 линии", timeout=15)
