"""Invoices as people have them: the list, the card, the PDF in the chat, a request by a button and by typed words."""

import asyncio

import pytest

from domain.access import Role
from domain.ledger import InvoiceState
from handlers.rooms.invoice import SendInvoice
from handlers.rooms.invoice_request import AskInvoice, MakeInvoice
from handlers.rooms.money_ways import OpenInvoice, OpenInvoices, RequestInvoice
from models import Invoice
from tests.documents import reading
from tests.documents.cards import SELLER
from tests.handlers.desk import ANNA, MARINA, OLEG, OLGA, SERGEY, Desk
from tests.handlers.money_facts import bill, pay, spend
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone, file_name

PAYERS = [(ANNA, Role.ADMINISTRATOR), (MARINA, Role.MANAGER)]


def qr_of(card: Invoice, purpose: str) -> bytes:
    """What a bank's app is to read."""
    fields = {
        "Name": SELLER.name,
        "PersonalAcc": SELLER.account,
        "BankName": SELLER.bank,
        "BIC": SELLER.bic,
        "CorrespAcc": SELLER.correspondent_account,
        "Sum": str(card.total),
        "Purpose": purpose,
        "PayeeINN": SELLER.inn,
        "KPP": SELLER.kpp,
    }
    return "|".join(["ST00012", *(f"{name}={value}" for name, value in fields.items())]).encode()


async def asked(phone: Phone, text: str, sum_: str) -> None:
    await phone.send(text)
    await phone.sees(f"Выставить счёт на {sum_}?")


@pytest.mark.parametrize(("person", "role"), PAYERS)
async def test_an_invoices_pdf_is_three_taps_from_home(desk: Desk, person: int, role: Role) -> None:
    phone = await desk.join(person, role)
    await bill(desk, "1147", [49_866_90])
    way = ["Счета", "🟠 1147", "PDF"] if role is Role.MANAGER else ["Документы", "", "Счёт 1147"]
    for label in way:
        await phone.press(label or phone.buttons()[0])
        await phone.sees({"🟠 1147": "Счёт 1147 · не", "": "Нажмите, и", "Документы": "За какой"}.get(label, ""))
    found = await phone.gets_file("Счёт 1147")
    assert reading.pages(await phone.file(found))


async def test_the_list_shows_each_state_with_its_word_and_the_unpaid_alone(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await bill(desk, "1", [100_00], days_ago=3)
    await pay(desk, 100_00, "1")
    await bill(desk, "2", [200_00], days_ago=2, due_in=-1)
    await bill(desk, "3", [300_00], days_ago=1)
    await pay(desk, 50_00, "3")
    await bill(desk, "4", [1_234_567_89])
    await phone.send("/invoices")
    seen = await phone.sees("🟠 Не оплачены 3 счёта: 1\u00a0235\u00a0017,89\u00a0₽")
    assert seen.labels[:4] == [
        "🟠 4 · 1\u00a0234\u00a0567,89\u00a0₽ · не оплачен",
        "🟠 3 · 300\u00a0₽ · оплачен частично",
        "🔴 2 · 200\u00a0₽ · просрочен",
        "🟢 1 · 100\u00a0₽ · оплачен",
    ]
    await phone.press("Неоплаченные")
    await phone.sees("Счета · неоплаченные")
    assert [label[2:3] for label in phone.buttons()[:3]] == ["4", "3", "2"]


async def test_back_from_an_invoice_keeps_page_and_filter(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    for number in range(20):
        await bill(desk, str(number), [100_00], days_ago=number)
    await phone.send("/invoices")
    await phone.press("Неоплаченные")
    await phone.press("Старее ›")
    await phone.sees_button("🟠 8 ")
    await phone.press("🟠 10 ")
    await phone.sees("Счёт 10 ")
    await phone.press("‹ Счета")
    await phone.sees("Счета · неоплаченные")
    assert phone.buttons()[:2] == ["🟠 8 · 100\u00a0₽ · не оплачен", "🟠 9 · 100\u00a0₽ · не оплачен"]
    await phone.press("‹ Новее")
    await phone.sees_button("🟠 0 ")


async def test_a_card_tells_days_sums_and_the_first_rows(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await bill(desk, "57", [100_00] * 15, days_ago=10, due_in=-2)
    await pay(desk, 500_00, "57")
    await phone.send("/invoices")
    await phone.press("🔴 57")
    seen = await phone.sees("🔴 Счёт 57 · просрочен")
    assert "просрочен на 2 дня" in seen.text
    assert "Всего 1\u00a0500\u00a0₽\nОплачено 500\u00a0₽, осталось 1\u00a0000\u00a0₽" in seen.text
    assert "Услуга 2: 100\u00a0₽\nи ещё 13 строк" in seen.text
    assert "По счёту" not in seen.text
    copied = await phone.pressed("Реквизиты")
    assert SELLER.account in copied["copy_text"]


async def test_the_pdf_has_the_qr_byte_for_byte_and_the_purpose_that_is_copied(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await bill(desk, "57", [49_866_90])
    await phone.send("/invoices")
    await phone.press("🟠 57")
    await phone.sees("Счёт 57")
    purpose = (await phone.pressed("Назначение"))["copy_text"]
    await phone.press("PDF")
    found = await phone.gets_file("Счёт 57")
    assert found.text == "Счёт 57 на 49\u00a0866,90\u00a0₽"
    assert reading.qr(await phone.file(found)) == qr_of(await Invoice.get(), purpose)


async def test_an_invoice_is_requested_by_a_typed_sum_and_its_pdf_comes_at_once(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await phone.send("/invoices")
    await phone.press("Новый счёт")
    await phone.sees("На какую сумму?")
    await phone.send("много")
    await phone.sees("Не похоже на сумму")
    await asked(phone, "50 тыс", "50\u00a0000\u00a0₽")
    await phone.press("Выставить")
    await phone.sees("🟢 Счёт выставлен, PDF ниже")
    row = await Invoice.get()
    assert (row.total, row.state) == (50_000_00, InvoiceState.UNPAID)
    pdf = await phone.file(await phone.gets_file(f"Счёт {row.number}"))
    assert "Пятьдесят тысяч рублей 00 копеек" in reading.text(pdf)


async def test_useful_sums_are_on_buttons(desk: Desk) -> None:
    phone = await desk.join(ANNA, Role.ADMINISTRATOR)
    for ago in range(1, 31):
        await spend(desk, 1_001_00, ago)
    await phone.send("/invoices")
    await phone.press("Новый счёт")
    seen = await phone.sees("Баланс −30\u00a0030\u00a0₽")
    assert seen.labels[:3] == [
        "30\u00a0030\u00a0₽ · не хватает",
        "30\u00a0100\u00a0₽ · на месяц",
        "60\u00a0130\u00a0₽ · долг и месяц",
    ]
    await phone.press("30\u00a0100\u00a0₽")
    await phone.sees("Выставить счёт на 30\u00a0100\u00a0₽?")


async def test_words_ask_for_an_invoice_from_anywhere(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await asked(phone, "счёт на 50 000 ₽", "50\u00a0000\u00a0₽")
    await asked(phone, "Invoice for 50,000, please", "50\u00a0000\u00a0₽")
    assert await Invoice.all().count() == 0
    await phone.press("Другая сумма")
    await phone.sees("На какую сумму?")


async def test_a_double_tap_makes_one_invoice_and_sends_one_pdf(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await asked(phone, "счёт на 700", "700\u00a0₽")
    menu = phone.menu().id
    await asyncio.gather(*(phone.press("Выставить", message_id=menu) for _ in range(2)))
    await phone.sees("Этот счёт уже выставлен")
    number = (await Invoice.get()).number
    await phone.gets_file(f"Счёт {number}")
    await phone.send("/invoices")
    await phone.sees_button("🟠")
    assert [file_name(message) for message in phone.messages()].count(f"Счёт {number}.pdf") == 1


@pytest.mark.parametrize("typed", ["0", "99,99", "100000001", "99999999999999"])
async def test_a_sum_out_of_bounds_is_refused_with_words_and_another_may_be_typed(desk: Desk, typed: str) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await phone.send("/invoices")
    await phone.press("Новый счёт")
    await phone.sees("На какую сумму?")
    await phone.send(typed)
    await phone.sees("Счёт выставляется на сумму от 100\u00a0₽ до 100\u00a0000\u00a0000\u00a0₽")
    await asked(phone, "500", "500\u00a0₽")


async def test_cancel_ends_the_wait_for_a_sum(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await phone.send("/invoices")
    await phone.press("Новый счёт")
    await phone.sees("На какую сумму?")
    await phone.send("/cancel")
    await phone.sees("ничего не меняю")
    await phone.send("50 000")
    await phone.sees("договор 184/24")
    assert "Выставить" not in phone.buttons()


async def test_a_line_that_is_being_filled_in_takes_the_words_asked_for_last(desk: Desk) -> None:
    phone = await desk.join(ANNA, Role.ADMINISTRATOR)
    await phone.send("/invoices")
    await phone.press("Новый счёт")
    await phone.sees("На какую сумму?")
    await phone.send("/lines")
    await phone.press("Добавить")
    await phone.sees("Что это за линия?")
    await phone.send("500")
    assert "Выставить" not in (await phone.sees("Что это за линия?")).labels


async def test_a_voice_message_is_no_sum(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await phone.send("/invoices")
    await phone.press("Новый счёт")
    await phone.sees("На какую сумму?")
    await phone.send_document("a.txt", "YQ==")
    await phone.sees("Здесь нужен текст")


async def test_support_sees_invoices_and_requests_none(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await bill(desk, "57", [100_00])
    phone = await desk.staff()
    await desk.services.support.enter(OLGA, 1, desk.clock())
    await phone.send("/invoices")
    assert "Новый счёт" not in (await phone.sees("Не оплачен 1 счёт")).labels
    for press in (RequestInvoice(), MakeInvoice(50_000_00, "k")):
        assert "недоступно" in await pressed(desk, phone, press.pack())
    await phone.press("🟠 57")
    await phone.press("PDF")
    await phone.gets_file("Счёт 57")
    assert await Invoice.all().count() == 1


async def test_whoever_is_on_call_sees_no_money(desk: Desk) -> None:
    phone = await desk.join(SERGEY, Role.ON_CALL)
    await bill(desk, "57", [100_00])
    number = (await Invoice.get()).id
    for press in (OpenInvoices(), OpenInvoice(number), SendInvoice(number), RequestInvoice(), AskInvoice(100_00)):
        assert "недоступно" in await pressed(desk, phone, press.pack())
    await phone.send("/invoices")
    await phone.sees("Вашей роли это недоступно")
    await phone.send("счёт на 50 000 ₽")
    await phone.sees("договор 184/24")
    assert await Invoice.all().count() == 1


@pytest.mark.parametrize("key", ["\x00", "ключ", "\n"])
async def test_a_button_that_is_none_of_ours_makes_no_invoice(desk: Desk, key: str) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    assert "Этого здесь нет" in await pressed(desk, phone, MakeInvoice(50_000_00, key).pack())
    for amount in (-1, 0, 2**63 - 1):
        assert "от 100" in await pressed(desk, phone, MakeInvoice(amount, "k").pack())
    assert await Invoice.all().count() == 0


async def test_another_contracts_invoice_is_not_there(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    await bill(desk, "57", [100_00], contract="207/25")
    number = (await Invoice.get()).id
    for press in (OpenInvoice(number), SendInvoice(number), OpenInvoice(2**63 - 1), OpenInvoice(-5), SendInvoice(0)):
        assert await pressed(desk, marina, press.pack()) == "Этого здесь нет. Откройте меню: /start"
    assert "Не оплачен" not in str(await pressed(desk, marina, OpenInvoices(unpaid=True).pack()))
