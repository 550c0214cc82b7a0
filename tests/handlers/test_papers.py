"""Documents by month as people have them: to the chat and by e-mail, through a real mail server."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext

from bot.mail import SmtpMail
from bot.settings import load_settings
from domain.access import Role
from handlers.rooms.money_ways import OpenPapers
from handlers.rooms.months import number_of
from handlers.rooms.paper_mail_view import SendPapers
from handlers.rooms.paper_ways import MailPapers
from handlers.rooms.papers import SendAct
from models import Account, Invoice
from tests.documents import reading
from tests.handlers.desk import ANNA, MARINA, OLEG, OLGA, SERGEY, Desk, open_desk
from tests.handlers.money_facts import bill, spend, today
from tests.handlers.test_people import pressed
from tests.kit.mail import Post, post_office


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    async with post_office() as office:
        yield office


@pytest.fixture
async def mailing_desk(db_sqlite: TortoiseContext, post: Post) -> AsyncIterator[Desk]:
    """A desk whose letters go to the mail server."""
    chosen = {"smtp_host": "127.0.0.1", "smtp_port": post.port, "smtp_security": "none", "smtp_from": "bot@example.ru"}
    async with open_desk(mail=SmtpMail(load_settings(_env_file=None, **chosen))) as opened:
        yield opened
        assert opened.failures == []


async def a_month(desk: Desk) -> int:
    """An invoice and charges of the month before this one; that month's number."""
    last = today(desk).replace(day=1) - timedelta(days=1)
    ago = (today(desk) - last).days
    await bill(desk, "57", [1_000_00], days_ago=ago)
    await spend(desk, 900_00, ago)
    await spend(desk, 300_50, ago, "Аренда номера")
    return number_of(last)


async def test_a_month_gives_its_invoices_and_its_act(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await a_month(desk)
    await bill(desk, "58", [2_000_00])
    await phone.press("Документы")
    seen = await phone.sees("За какой месяц?")
    assert len(seen.labels) == 4
    await phone.press(seen.labels[1])
    seen = await phone.sees("1 счёт\nАкт на 1\u00a0200,50\u00a0₽")
    assert "На почту" not in seen.labels
    await phone.press("Счёт 57")
    assert "Счет на оплату № 57" in reading.text(await phone.file(await phone.gets_file("Счёт 57"))).replace("ё", "е")
    await phone.press("Акт")
    text = reading.text(await phone.file(await phone.gets_file("Акт")))
    assert "Аренда номера" in text
    await phone.press("‹ Документы")
    await phone.sees("За какой месяц?")


async def test_the_running_month_has_no_act_yet(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await bill(desk, "58", [2_000_00])
    await phone.press("Документы")
    await phone.press((await phone.sees("За какой месяц?")).labels[0])
    await phone.sees("Акт будет")


async def test_documents_go_to_an_address_that_is_typed_once(mailing_desk: Desk, post: Post) -> None:
    phone = await mailing_desk.join(MARINA, Role.MANAGER)
    await a_month(mailing_desk)
    await phone.press("Документы")
    await phone.press((await phone.sees("За какой месяц?")).labels[0])
    await phone.press("На почту")
    await phone.sees("На какой адрес?")
    await phone.send("бухгалтерия")
    await phone.sees("Это не адрес почты")
    await phone.send("buh@romashka.ru")
    await phone.sees("Адрес: buh@romashka.ru")
    assert phone.buttons()[-2:] == ["Отмена", "Домой"]
    await phone.press("Отправить")
    await phone.sees("🟢 Отправлено на buh@romashka.ru")
    assert post.recipients == ["buh@romashka.ru"]
    [letter] = post.letters
    assert next(part.get_filename() for part in letter.iter_attachments()) == "Счёт 57.pdf"
    assert len(list(letter.iter_attachments())) == 2
    await phone.send("/invoices")
    await phone.press("🟠 57")
    await phone.press("На почту")
    await phone.sees("Адрес: buh@romashka.ru")
    await phone.press("Отправить")
    await phone.sees("Счёт 57\n🟢 Отправлено на buh@romashka.ru")
    assert len(post.letters) == 2


async def test_another_address_is_remembered_instead(mailing_desk: Desk, post: Post) -> None:
    phone = await mailing_desk.join(ANNA, Role.ADMINISTRATOR)
    await bill(mailing_desk, "57", [1_000_00])
    await Account.all().update(email="old@romashka.ru")
    await phone.send("/invoices")
    await phone.press("🟠 57")
    await phone.press("На почту")
    await phone.press("Другой адрес")
    await phone.sees("На какой адрес?")
    await phone.send("new@romashka.ru")
    await phone.sees("Адрес: new@romashka.ru")
    assert phone.buttons()[-2:] == ["Отмена", "Домой"]
    await phone.press("Отправить")
    await phone.sees("🟢 Отправлено на new@romashka.ru")
    assert (await Account.get()).email == "new@romashka.ru"


async def test_a_refusal_of_the_mail_server_is_told_and_another_address_may_be_typed(
    mailing_desk: Desk, post: Post
) -> None:
    post.says["RCPT"] = "550 5.1.1 No such user here"
    phone = await mailing_desk.join(MARINA, Role.MANAGER)
    await bill(mailing_desk, "57", [1_000_00])
    await phone.send("/invoices")
    await phone.press("🟠 57")
    await phone.press("На почту")
    await phone.sees("На какой адрес?")
    await phone.send("nobody@romashka.ru")
    await phone.sees("Адрес: nobody@romashka.ru")
    assert phone.buttons()[-2:] == ["Отмена", "Домой"]
    await phone.press("Отправить")
    seen = await phone.sees("🔴 Адреса nobody@romashka.ru нет")
    assert "Ответ сервера: 550 5.1.1 No such user here" in seen.text
    post.says.clear()
    await phone.send("buh@romashka.ru")
    await phone.sees("Адрес: buh@romashka.ru")
    assert phone.buttons()[-2:] == ["Отмена", "Домой"]
    await phone.press("Отправить")
    await phone.sees("🟢 Отправлено на buh@romashka.ru")
    assert post.recipients == ["buh@romashka.ru"]


async def test_a_typed_address_gets_nothing_before_a_yes_and_is_not_kept_by_a_failure(
    mailing_desk: Desk, post: Post
) -> None:
    post.says["DATA"] = "451 4.3.0 Try again later"
    phone = await mailing_desk.join(MARINA, Role.MANAGER)
    await bill(mailing_desk, "57", [1_000_00])
    await phone.send("/invoices")
    await phone.press("🟠 57")
    await phone.press("На почту")
    await phone.sees("На какой адрес?")
    await phone.send("wrong@romashka.ru")
    await phone.sees("Адрес: wrong@romashka.ru")
    await phone.press("Отмена")
    await phone.press("На почту")
    await phone.sees("На какой адрес?")
    await phone.send("buh@romashka.ru")
    await phone.press("Отправить")
    await phone.sees_button("Повторить")
    assert (await Account.get()).email == ""
    post.says.clear()
    await phone.press("Повторить")
    await phone.sees("Адрес: buh@romashka.ru")
    await phone.press("Отправить")
    await phone.sees("🟢 Отправлено на buh@romashka.ru")
    assert post.recipients == ["buh@romashka.ru"]
    assert (await Account.get()).email == "buh@romashka.ru"


async def test_a_second_tap_sends_no_second_letter(mailing_desk: Desk, post: Post) -> None:
    phone = await mailing_desk.join(MARINA, Role.MANAGER)
    await bill(mailing_desk, "57", [1_000_00])
    await Account.all().update(email="buh@romashka.ru")
    send = SendPapers((await Invoice.get()).id)
    assert "откройте" in await pressed(mailing_desk, phone, send.pack())
    await pressed(mailing_desk, phone, MailPapers(send.invoice_id).pack())
    await phone.sees("Адрес: buh@romashka.ru")
    toasts = [await pressed(mailing_desk, phone, send.pack()) for _ in range(2)]
    assert ["уже отправлено" in toast for toast in toasts] == [False, True]
    await phone.sees("🟢 Отправлено на buh@romashka.ru")
    assert len(post.letters) == 1


async def test_support_and_whoever_is_on_call_send_nothing(mailing_desk: Desk, post: Post) -> None:
    sergey = await mailing_desk.join(SERGEY, Role.ON_CALL)
    month = await a_month(mailing_desk)
    invoice = (await Invoice.get()).id
    for press in (OpenPapers(), OpenPapers(month), SendAct(month), MailPapers(invoice), SendPapers(invoice)):
        assert "недоступно" in await pressed(mailing_desk, sergey, press.pack())
    phone = await mailing_desk.staff()
    await mailing_desk.services.support.enter(OLGA, 1, mailing_desk.clock())
    await pressed(mailing_desk, phone, OpenPapers(month).pack())
    assert "На почту" not in (await phone.sees("Акт на")).labels
    assert "недоступно" in await pressed(mailing_desk, phone, MailPapers(invoice).pack())
    assert post.letters == []


async def test_another_contracts_documents_are_not_there(mailing_desk: Desk, post: Post) -> None:
    marina = await mailing_desk.join(MARINA, Role.MANAGER)
    await mailing_desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    last = today(mailing_desk).replace(day=1) - timedelta(days=1)
    ago = (today(mailing_desk) - last).days
    await bill(mailing_desk, "9", [100_00], ago, contract="207/25")
    await spend(mailing_desk, 100_00, ago, contract="207/25")
    month, invoice = number_of(last), (await Invoice.get()).id
    for press in (SendAct(month), MailPapers(invoice), MailPapers(month=month), SendAct(-(2**63)), SendAct(2**63 - 1)):
        assert await pressed(mailing_desk, marina, press.pack()) == "Этого здесь нет. Откройте меню: /start"
    await pressed(mailing_desk, marina, OpenPapers(month).pack())
    await marina.sees("Счетов нет\nАкта нет")
    assert post.letters == []
