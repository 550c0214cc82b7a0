"""Payments as people have them: the list, a month of them, the card, the spreadsheet."""

from io import BytesIO

from python_calamine import CalamineWorkbook

from domain.access import Role
from handlers.rooms.money_ways import OpenPayments
from handlers.rooms.payment import OpenPayment
from handlers.rooms.payments import PickMonth, SendPayments
from models import Payment
from tests.handlers.desk import ANNA, MARINA, OLEG, OLGA, SERGEY, Desk
from tests.handlers.money_facts import bill, pay
from tests.handlers.test_people import pressed


async def test_payments_are_listed_newest_first_and_paged_without_losing_any(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    for number in range(20):
        await pay(desk, (number + 1) * 100_00, days_ago=number)
    await phone.send("/payments")
    await phone.sees("Новые сверху")
    seen = [label.split(" · ")[1] for label in phone.buttons()[:8]]
    for first in ("900", "1\u00a0700"):
        await phone.press("Старее ›")
        await phone.sees_button_with(f"· {first}\u00a0₽")
        seen += [label.split(" · ")[1] for label in phone.buttons() if "·" in label]
    assert seen == [f"{number * 100:,}\u00a0₽".replace(",", "\u00a0") for number in range(1, 21)]


async def test_a_month_is_chosen_by_a_button_and_added_up(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await pay(desk, 1_000_00)
    await pay(desk, -300_50)
    await pay(desk, 5_000_00, days_ago=400)
    await phone.send("/payments")
    await phone.press("Месяц")
    await phone.sees("Платежи за месяц")
    await phone.press(phone.buttons()[-4])
    seen = await phone.sees("Поступило 2 платежа на 699,50\u00a0₽")
    assert any("· −300,50\u00a0₽" in label for label in seen.labels)
    await phone.press("Все платежи")
    await phone.sees("Новые сверху")


async def test_the_card_tells_payer_purpose_and_leads_to_the_invoice(desk: Desk) -> None:
    phone = await desk.join(ANNA, Role.ADMINISTRATOR)
    await bill(desk, "57", [1_000_00])
    await pay(desk, 1_000_00, "57")
    await phone.send("/payments")
    await phone.sees("Новые сверху")
    await phone.press(phone.buttons()[0])
    seen = await phone.sees("🟢 Поступил платёж 1\u00a0000\u00a0₽")
    assert "Плательщик: ООО «Ромашка»\nПо счёту 57\nНазначение: Оплата по счёту" in seen.text
    await phone.press("Открыть счёт")
    await phone.sees("🟢 Счёт 57 · оплачен")


async def test_the_spreadsheet_of_a_period_holds_its_payments(desk: Desk) -> None:
    phone = await desk.join(MARINA, Role.MANAGER)
    await pay(desk, 1_000_50)
    await pay(desk, 200_00, days_ago=200)
    await phone.send("/payments")
    await phone.press("XLSX")
    found = await phone.gets_file("Платежи")
    assert found.text == "Платежи: 2 строки"
    rows = CalamineWorkbook.from_filelike(BytesIO(await phone.file(found))).get_sheet_by_index(0).to_python()
    assert {1000.5, 200.0} <= {cell for row in rows for cell in row}


async def test_support_sees_payments_and_whoever_is_on_call_does_not(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await pay(desk, 100_00)
    number = (await Payment.get()).id
    for press in (OpenPayments(), OpenPayment(number), SendPayments(0), PickMonth(2026)):
        assert "недоступно" in await pressed(desk, sergey, press.pack())
    phone = await desk.staff()
    await desk.services.support.enter(OLGA, 1, desk.clock())
    await phone.send("/payments")
    await phone.sees("Новые сверху")
    await phone.press("XLSX")
    await phone.gets_file("Платежи")


async def test_another_contracts_payment_is_not_there(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    await pay(desk, 100_00, contract="207/25")
    for number in ((await Payment.get()).id, 2**63 - 1, 0, -1):
        assert await pressed(desk, marina, OpenPayment(number).pack()) == "Этого здесь нет. Откройте меню: /start"
    await marina.send("/payments")
    await marina.sees("Платежей пока нет")
