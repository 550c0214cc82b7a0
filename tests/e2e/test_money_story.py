"""A month of money, from outside: billing's HTTP API, a manager's and support's phones, the bank's statement.

The bot is a process of its own and is killed twice on the way; everyone concerned is told of each thing once.
"""

import asyncio
import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.access import Role
from models import Account, Invoice, MoneyNotice
from models.database import open_database
from services.members import MemberService
from services.recount import recount
from services.support import SupportService
from tests.documents import reading
from tests.documents.cards import SELLER
from tests.e2e.conftest import ON_BOTH_DATABASES
from tests.kit.billing import Billing
from tests.kit.phone import Phone
from tests.kit.program import Program, running
from tests.kit.telegram import Telegram, running_telegram
from tests.services.money import INN
from tests.services.statement_files import Order, file

ADMINISTRATOR, MANAGER, ON_CALL, SUPPORT = 101, 102, 103, 301
ROLES = {ADMINISTRATOR: Role.ADMINISTRATOR, MANAGER: Role.MANAGER, ON_CALL: Role.ON_CALL}
NUMBER = "184/24"
TOKEN = "billing-" + "b" * 32
A_DAY = 1_000_00
SELLING = {
    "SELLER_NAME": SELLER.name,
    "SELLER_INN": SELLER.inn,
    "SELLER_KPP": SELLER.kpp,
    "SELLER_ADDRESS": SELLER.address,
    "SELLER_BANK": SELLER.bank,
    "SELLER_BIC": SELLER.bic,
    "SELLER_ACCOUNT": SELLER.account,
    "SELLER_CORRESPONDENT_ACCOUNT": SELLER.correspondent_account,
    "SELLER_DIRECTOR": SELLER.director,
}
SUSPENDED, RESUMED = "Предоставление услуги приостановлено\nЧтобы включить", "Услуга снова предоставляется\nБаланс"
RUNS_OUT, PAID = "💳 Денег хватит до", "Поступил платёж 50\u00a0000\u00a0₽"


@dataclass
class Story:
    """Whoever takes part in it. ``phones`` are of the contract's people, by their numbers."""

    url: str
    telegram: Telegram
    program: Program
    billing: Billing
    phones: dict[int, Phone] = field(default_factory=dict)

    @property
    def payers(self) -> list[Phone]:
        return [self.phones[ADMINISTRATOR], self.phones[MANAGER]]

    async def told(self, words: str) -> None:
        """Wait until those who pay have read it."""
        for phone in self.payers:
            await phone.sees(words, timeout=60)

    async def settled(self) -> None:
        """Wait until nobody is owed a word, and what was sent is written down."""
        async with asyncio.timeout(30), open_database(self.url, everywhere=False):
            while await MoneyNotice.filter(due_at__isnull=False).exists():  # noqa: ASYNC110 -- another process writes the rows
                await asyncio.sleep(0.05)

    async def reviewed(self) -> None:
        """Wait until the bot has thought the account over once more."""
        now = datetime.now(UTC)
        async with asyncio.timeout(60), open_database(self.url, everywhere=False):
            await Account.all().update(review_at=now)
            while await Account.filter(review_at__lte=now).exists():  # noqa: ASYNC110 -- another process writes the rows
                await asyncio.sleep(0.1)

    async def again(self) -> None:
        """kill -9, and a start as a service manager would. A word on its way might come twice: none is."""
        await self.settled()
        await self.program.kill()
        await self.program.start()


def zone_of_noon() -> str:
    """A zone whose clocks show about noon now: forecasts are told in office hours alone."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@pytest.fixture
async def story(database_url: str, tmp_path: Path) -> AsyncIterator[Story]:
    async with running_telegram([*ROLES, SUPPORT]) as telegram:
        settings = {
            "BOT_API_URL": telegram.url,
            "DATABASE_URL": database_url,
            "API_TOKENS": f"billing:{TOKEN}",
            "LEDGER": "local",
            "BANK_ACCOUNTS": SELLER.account,
            **SELLING,
        }
        async with (
            running(settings, tmp_path / "bot.log") as program,
            Billing(f"http://127.0.0.1:{program.port}", TOKEN) as billing,
        ):
            yield Story(database_url, telegram, program, billing)
            assert "Traceback" not in program.log()


@ON_BOTH_DATABASES
async def test_from_a_month_of_charges_to_a_paid_invoice_and_a_service_that_runs_again(story: Story) -> None:
    await the_contract_begins(story)
    today = await a_month_is_charged(story)
    await story.told(RUNS_OUT)
    await story.billing.month(NUMBER, today, 3 * A_DAY, days=1)
    await story.told(SUSPENDED)
    await story.again()
    number = await the_manager_asks_for_an_invoice(story, today)
    raw = file(Order(amount="50000.00", purpose=f"Опл. по сч. {number}", inn=INN, day=f"{today:%d.%m.%Y}"))
    await support_sends_the_statement(story, raw)
    await story.told(PAID)
    await story.told(RESUMED)
    await the_invoice_is_paid(story, number)
    await nobody_is_told_twice(story, raw)


async def the_contract_begins(story: Story) -> None:
    """Billing makes the contract, its people come in by links, support is appointed."""
    await story.billing.push("contracts", {"contract": NUMBER, "name": "Ромашка", "timezone": zone_of_noon()})
    await story.billing.terms(NUMBER, credit_limit=1_000_000_00, payer_inn=INN, signed_on="2024-03-18")
    now, members = datetime.now(UTC), MemberService("Europe/Samara")
    async with open_database(story.url, everywhere=False):
        tokens = {number: await members.invite(NUMBER, role, now) for number, role in ROLES.items()}
        await SupportService().appoint(SUPPORT, "Ольга Лебедева", now)
    for number, token in tokens.items():
        story.phones[number] = await story.telegram.person(number)
        await story.phones[number].send(f"/start {token}")
        await story.phones[number].sees("Вы вошли как", timeout=15)


async def a_month_is_charged(story: Story) -> date:
    """A month's charges, and terms that leave money for two working days and a half; today in the contract's zone."""
    today = (datetime.now(UTC) + timedelta(hours=12 - datetime.now(UTC).hour)).date()
    spent = await story.billing.month(NUMBER, today - timedelta(days=1), A_DAY)
    await story.billing.terms(NUMBER, credit_limit=spent + A_DAY * 5 // 2, payer_inn=INN, signed_on="2024-03-18")
    return today


async def the_manager_asks_for_an_invoice(story: Story, today: date) -> str:
    """In words, with one question; the PDF's QR is what a bank's app has to read. The invoice's number."""
    manager = story.phones[MANAGER]
    await manager.send("счёт на 50 000 ₽")
    await manager.sees("Выставить счёт на 50\u00a0000\u00a0₽?", timeout=15)
    await manager.press("Выставить")
    pdf = await manager.file(await manager.gets_file("Счёт "))
    [asked] = (await story.billing.requested())["items"]
    assert reading.qr(pdf) == qr(asked["number"], today)
    assert "Пятьдесят тысяч рублей 00 копеек" in reading.text(pdf)
    return str(asked["number"])


def qr(number: str, day: date) -> bytes:
    """The payment of the invoice, GOST R 56042-2014."""
    purpose = f"Оплата по счёту № {number} от {day:%d.%m.%Y} по договору № {NUMBER}. В т.ч. НДС 22% 9016-39 руб."
    payee = f"Name={SELLER.name}|PersonalAcc={SELLER.account}|BankName={SELLER.bank}|BIC={SELLER.bic}"
    paid = f"CorrespAcc={SELLER.correspondent_account}|Sum=5000000|Purpose={purpose}"
    return f"ST00012|{payee}|{paid}|PayeeINN={SELLER.inn}|KPP={SELLER.kpp}|PayerINN={INN}".encode()


async def support_sends_the_statement(story: Story, raw: bytes) -> None:
    """It is read; before anybody hears of it the bot is killed, and started again."""
    for phone in story.payers:
        await story.telegram.control("faults", method="send*", chat_id=phone.user_id, error_code=502, description="no")
    olga = await story.telegram.person(SUPPORT)
    await olga.send_document("kl_to_1c.txt", base64.b64encode(raw).decode())
    await olga.sees("🟢 Зачислен 1 платёж: 50\u00a0000\u00a0₽", timeout=15)
    await story.program.kill()
    await story.telegram.control("faults", "DELETE")
    await story.program.start()


async def the_invoice_is_paid(story: Story, number: str) -> None:
    manager = story.phones[MANAGER]
    await manager.send("/invoices")
    await manager.sees("🟢 Все счета оплачены", timeout=15)
    await manager.press(f"🟢 {number}")
    await manager.sees(f"🟢 Счёт {number} · оплачен")
    async with open_database(story.url, everywhere=False):
        assert (await Invoice.get()).state.value == "paid"
        assert (await Account.get()).state.value == "active"
        assert await recount() == ()


async def nobody_is_told_twice(story: Story, raw: bytes) -> None:
    """Neither after one more kill, nor by the same statement again; whoever is on call hears no word of money."""
    await story.again()
    olga = await story.telegram.person(SUPPORT)
    await olga.send_document("kl_to_1c.txt", base64.b64encode(raw).decode())
    await olga.sees("Эта выписка уже загружена", timeout=15)
    await story.reviewed()
    await story.settled()
    for words in (RUNS_OUT, SUSPENDED, RESUMED, PAID):
        heard = {number: sum(words in each.text for each in phone.messages()) for number, phone in story.phones.items()}
        assert heard == {ADMINISTRATOR: 1, MANAGER: 1, ON_CALL: 0}, words
