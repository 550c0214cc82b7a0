"""A bank statement that support sends into the chat: read whole or refused, payments decided by a person."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.ledger import InvoiceState, LedgerOwner
from handlers.kit import asking
from handlers.rooms.statements import Credit, Dismiss, OpenRow
from models import Account, Audit, Contract, Invoice, Payment, StatementImport, StatementRow
from services.invoices import InvoicePolicy
from services.ledger import LedgerService
from services.ledger_facts import TermsFact
from services.money import MoneyPolicy, money_services
from services.recount import recount
from tests.handlers.desk import ANNA, MARINA, OLGA, SERGEY, STRANGER, Desk, open_desk
from tests.kit.phone import Phone, Shown
from tests.services.money import INN, OURS, invoice
from tests.services.statement_files import Order, file, text


def wake() -> None:
    """Words about money are delivered elsewhere."""


@pytest.fixture
async def desk(db_sqlite: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk whose payments come from bank statements, and a contract with an unpaid invoice over 500 roubles."""
    policy = MoneyPolicy(InvoicePolicy(row_name=str), owner=LedgerOwner.LOCAL, bank_accounts={OURS})
    async with open_desk(money=money_services(policy, wake)) as opened:
        await opened.join(ANNA, Role.ADMINISTRATOR)
        ledger = LedgerService(LedgerOwner.LOCAL, "Europe/Samara", wake)
        await ledger.push_terms([TermsFact("184/24", opened.clock(), payer_inn=INN)], opened.clock())
        await ledger.push_invoices([invoice(500_00)], opened.clock())
        yield opened
        assert opened.failures == []


async def sent(phone: Phone, raw: bytes, name: str = "kl_to_1c.txt") -> Shown:
    return await phone.send_document(name, base64.b64encode(raw).decode())


async def state() -> tuple[Any, ...]:
    """All that a statement may change."""
    return (
        await Payment.all().count(),
        await StatementImport.all().count(),
        await StatementRow.all().order_by("id").values_list("state", "payment_id"),
        await Account.all().values_list("balance", flat=True),
        (await Invoice.get()).state,
        await Audit.filter(action__in=("read_statement", "credit_row", "dismiss_row")).count(),
    )


async def test_a_statement_is_read_at_once_and_pays_its_invoice(desk: Desk) -> None:
    olga = await desk.staff()
    await sent(olga, file(Order(), Order(number="58", amount="120.50", purpose="Аванс по договору")))
    seen = await olga.sees("Выписка принята")
    assert seen.text.split("\n")[1:] == [
        "За пн\u00a02\u00a0марта",
        "🟢 Зачислен 1 платёж: 500\u00a0₽",
        "🟠 1 платёж ждёт решения",
    ]
    assert (await Invoice.get()).state is InvoiceState.PAID
    assert await recount() == ()


async def test_support_decides_about_a_payment_that_fits_no_invoice(desk: Desk) -> None:
    olga = await desk.staff()
    await sent(olga, file(Order(amount="120.50", purpose="Аванс по договору")))
    await olga.press("Решить")
    await olga.sees("Платежи без счёта")
    await olga.press("пн\u00a02\u00a0мар")
    card = await olga.sees("Платёж ждёт решения")
    assert "Номер счёта не указан" in card.text
    assert card.labels[:2] == ["184/24 · сч. 57 · 500\u00a0₽", "184/24 · ООО «184/24» · без счёта"]
    await olga.press("184/24 · ООО")
    await olga.sees("Зачислить платёж?")
    assert (await Payment.all().count(), (await Account.get()).balance) == (0, 0)
    assert await olga.press("Зачислить") == "Зачислено"
    await olga.sees("Все платежи разобраны")
    payment = await Payment.get()
    assert (payment.amount, payment.invoice_number) == (120_50, "")
    assert [row.contract_id for row in await Audit.filter(action="credit_row", actor="support")] == [
        (await Contract.get()).id
    ]
    again = Credit((await StatementRow.get()).id, payment.contract_id, 0)
    assert await pressed(desk, olga, again.pack()) == "По этому платежу решение уже принято"
    assert await Payment.all().count() == 1


async def test_the_payers_own_contract_is_offered_first_and_another_one_with_a_warning(desk: Desk) -> None:
    olga = await desk.staff()
    await Contract.create(number="184/23", name="ООО «Вектор»", timezone="Europe/Samara", created_at=desk.clock())
    ledger = LedgerService(LedgerOwner.LOCAL, "Europe/Samara", wake)
    await ledger.push_terms([TermsFact("184/23", desk.clock(), payer_inn="7710000022")], desk.clock())
    await ledger.push_invoices([invoice(120_50, "58", contract="184/23")], desk.clock())
    await sent(olga, file(Order(amount="120.50", purpose="Оплата по счёту № 58")))
    await olga.press("Решить")
    await olga.press("пн\u00a02\u00a0мар")
    labels = (await olga.sees("Платит не тот ИНН")).labels
    assert labels[:2] == ["184/24 · сч. 57 · 500\u00a0₽", "184/23 · сч. 58 · 120,50\u00a0₽"]
    await olga.press("184/23 · сч. 58")
    assert (await olga.sees("Зачислить платёж?")).text.endswith("🟠 У договора другой ИНН: 7710000022")
    await olga.press("‹ Назад")
    await olga.press("184/24 · сч. 57")
    assert "другой ИНН" not in (await olga.sees("Зачислить платёж?")).text


async def test_a_payment_of_nobody_is_put_aside(desk: Desk) -> None:
    olga = await desk.staff()
    await sent(olga, file(Order(purpose="Возврат займа", inn="")))
    await olga.sees("Выписка принята")
    await olga.send("/start")
    await olga.press("Разобрать платежи")
    await olga.press("пн\u00a02\u00a0мар")
    assert "Договор не найден" in (await olga.sees("Платёж ждёт решения")).text
    await olga.press("Не наше")
    await olga.sees("Не зачислять платёж?")
    assert await olga.press("Не наше") == "Не зачислен"
    await olga.sees("Все платежи разобраны")
    await olga.send("/start")
    assert "Разобрать платежи" not in (await olga.sees("Чтобы найти договор")).labels
    assert await Payment.all().count() == 0


async def test_inside_a_contract_support_sends_statements_too_and_the_contract_is_offered(desk: Desk) -> None:
    olga = await desk.staff()
    await desk.services.support.enter(OLGA, (await Contract.get()).id, desk.clock())
    await sent(olga, file(Order(purpose="Аванс", inn="")))
    await olga.sees("Выписка принята")
    await olga.press("Решить")
    await olga.press("пн\u00a02\u00a0мар")
    assert "184/24 · ООО «184/24» · без счёта" in (await olga.sees("Куда зачислить?")).labels


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (file()[:300], "Файл обрывается"),
        (file().decode("cp1251").encode("utf-16"), "Буквы в файле испорчены"),
        (file() + file(), "В файле несколько выписок"),
        (file(Order(), Order()), "Два одинаковых документа в файле, второй в строке 28"),
        (text(account="40702810000000000009").encode(), "Это выписка чужого счёта"),
        (text(total="1.00").encode(), "Суммы выписки не сходятся"),
        (b"%PDF-1.7", "Это не банковская выписка"),
    ],
    ids=["truncated", "mis-encoded", "several", "alike", "foreign", "totals", "another file"],
)
async def test_a_file_that_cannot_be_taken_is_refused_and_changes_nothing(desk: Desk, raw: bytes, said: str) -> None:
    olga = await desk.staff()
    before = await state()
    await sent(olga, raw)
    await olga.sees(said)
    assert await state() == before


async def test_a_file_of_more_than_two_megabytes_is_not_even_fetched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MEGABYTE", 100)
    olga = await desk.staff()
    before = await state()
    await sent(olga, file())
    await olga.sees("Файл больше 2\u00a0МБ")
    assert await state() == before
    calls = await desk.telegram.control("calls", "GET")
    assert "getFile" not in {call["method"] for call in calls}


async def test_the_same_statement_twice_is_refused(desk: Desk) -> None:
    olga = await desk.staff()
    await sent(olga, file())
    await olga.sees("Выписка принята")
    before = await state()
    for raw in (file(), file(encoding="utf-8")):
        await sent(olga, raw)
        await olga.sees("Эта выписка уже загружена")
    assert await state() == before


@pytest.mark.parametrize(("person", "role"), [(ANNA, None), (MARINA, Role.MANAGER), (SERGEY, Role.ON_CALL)])
async def test_a_statement_of_anybody_else_is_refused(desk: Desk, person: int, role: Role | None) -> None:
    phone = await desk.join(person, role) if role else await desk.phone(person)
    olga = await desk.staff()
    await sent(olga, file(Order(purpose="Аванс")))
    await olga.sees("Выписка принята")
    row, contract = await StatementRow.get(), await Contract.get()
    before = await state()
    await sent(phone, file(Order(number="99")))
    await phone.sees("Файлы здесь принимаются только от поддержки")
    for press in (OpenRow(row.id), Credit(row.id, contract.id, 0), Dismiss(row.id)):
        assert "недоступно" in str(await pressed(desk, phone, press.pack()))
    assert await state() == before


async def test_a_stranger_with_a_statement_stays_at_the_door(desk: Desk) -> None:
    stranger = await desk.phone(STRANGER)
    before = await state()
    await sent(stranger, file())
    await stranger.sees("Бот для клиентов телефонной компании")
    assert await state() == before


async def test_a_file_that_telegram_does_not_give_is_asked_for_again(desk: Desk) -> None:
    olga = await desk.staff()
    before = await state()
    await desk.telegram.control("faults", method="getFile", error_code=400, description="Bad Request: file is too big")
    await sent(olga, file())
    await olga.sees("Телеграм не отдал файл")
    assert await state() == before


async def pressed(desk: Desk, phone: Phone, data: str) -> str | None:
    """The toast for a button that somebody forged."""
    keyboard = {"inline_keyboard": [[{"text": "кнопка", "callback_data": data}]]}
    message = await desk.telegram.bot().sent("Сообщение", chat_id=phone.chat_id, reply_markup=keyboard)
    answer: str | None = (await phone.press_data(data, message_id=message["message_id"]))["text"]
    return answer
