"""The account as people have it: money on home, the account, its history and picture, top up, the promised payment."""

from datetime import timedelta

import pytest

from domain.access import Role
from domain.ledger import LedgerOwner
from handlers.kit.stop_banner import OpenPromise, OpenTopUp
from handlers.rooms.account import BeTold, DrawBalance
from handlers.rooms.account_days import OpenCharges
from handlers.rooms.money_beside import Beside, OpenBeside
from handlers.rooms.money_ways import OpenAccount, OpenDays
from handlers.rooms.promise import MakePromise
from handlers.rooms.ways import OpenLog
from models import PromisedPayment
from services.ledger_facts import StateFact, TermsFact
from tests.handlers.desk import ANNA, MARINA, OLEG, OLGA, SERGEY, Desk, write_lines
from tests.handlers.money_facts import NUMBER, bill, pay, spend
from tests.handlers.test_people import pressed

PAYERS = [(ANNA, Role.ADMINISTRATOR), (MARINA, Role.MANAGER)]
STOPPED = "⛔ Предоставление услуги приостановлено"


async def spending(desk: Desk, left: int) -> None:
    """Sixty days of 100 ₽ a day, and what is left now, in kopecks."""
    for ago in range(1, 61):
        await spend(desk, 10_000, ago)
    await pay(desk, 60 * 10_000 + left, days_ago=61)


async def test_a_managers_home_begins_with_money(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await spending(desk, 4_821_000)
    await bill(desk, "1147", [4_986_690])
    await marina.send("/start")
    seen = await marina.sees("48 210 ₽")
    lines = seen.text.split("\n")
    assert lines[1] == "48 210 ₽"
    assert lines[2] == "Не оплачен счёт 1147: 49 866,90 ₽"
    assert seen.buttons[:3] == [["Пополнить", "Обещанный платёж"], ["Счета", "Платежи"], ["Документы", "Линии"]]


async def test_an_administrators_home_has_money_in_a_line(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await spending(desk, 200_055)
    await anna.send("/start")
    seen = await anna.sees("2 000 ₽ · хватит до ")
    assert {"Лицевой счёт", "Документы"} <= set(seen.labels)


async def test_a_person_on_call_sees_no_money_anywhere(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await spend(desk, 123_400)
    await sergey.send("/start")
    seen = await sergey.sees(STOPPED)
    assert "₽" not in seen.text
    assert not {"Лицевой счёт", "Документы", "Пополнить", "Обещанный платёж"} & set(seen.labels)
    for press in (OpenAccount(), OpenTopUp(), OpenPromise(), OpenDays(), OpenCharges(1), DrawBalance(), BeTold(False)):
        refused = await pressed(desk, sergey, press.pack())
        assert refused == f"Вашей роли это недоступно. Попросите администратора договора. {STOPPED}"
    await sergey.send("/balance")
    seen = await sergey.sees("Вашей роли это недоступно. Попросите администратора договора")
    assert seen.text.split("\n")[1] == STOPPED
    await sergey.press("Домой")
    await sergey.press("Договор")
    contract = await sergey.sees("Договор 184/24")
    assert STOPPED in contract.text
    assert "₽" not in contract.text
    assert contract.labels == ["Линии", "Домой"]


@pytest.mark.parametrize(("person", "role"), PAYERS)
async def test_the_account_begins_with_the_balance(desk: Desk, person: int, role: Role) -> None:
    phone = await desk.join(person, role)
    await spending(desk, 200_055)
    await bill(desk, "7", [1_000])
    await phone.send("/account")
    lines = (await phone.sees("Лицевой счёт · договор 184/24")).text.split("\n")
    assert lines[1:3] == ["2 000,55 ₽", "🟢 Услуга предоставляется"]
    assert lines[3].startswith("Хватит до ")
    assert lines[-1] == "Не оплачено: 1 счёт"


async def test_support_looks_at_the_account_and_changes_nothing(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await spend(desk, 500)
    olga = await desk.staff()
    await olga.press("Все договоры")
    await olga.press("ООО «184/24» · 184/24")
    await olga.press("Лицевой счёт")
    seen = await olga.sees("−5 ₽")
    assert not {"Пополнить", "Обещанный платёж", "Предупреждать", "Не предупреждать"} & set(seen.labels)
    for press in (OpenPromise(), MakePromise("x" * 16)):
        assert "недоступно" in await pressed(desk, olga, press.pack())


async def test_the_history_goes_by_days_there_and_back(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    for ago in range(20):
        await spend(desk, 10_000 + ago, ago, "Минуты")
    await pay(desk, 500_000, days_ago=3)
    await marina.send("/account")
    await marina.press("История")
    first = (await marina.sees("История счёта · договор 184/24")).labels
    assert [label for label in first if "+5 000 ₽" in label] == [first[3]]
    await marina.press("Старее ›")
    await marina.sees_button("‹ Новее")
    second = marina.buttons()
    assert not set(first[:8]) & set(second[:8])
    await marina.press(second[2])
    day = await marina.sees("Минуты · 100,10 ₽")
    assert day.text.startswith("Начисления · ")
    await marina.press("‹ История")
    await marina.sees("Начислено и поступило по дням")
    assert marina.buttons() == second
    await marina.press("‹ Новее")
    await marina.sees_button(first[0])
    assert "‹ Новее" not in marina.buttons()


async def test_forged_days_are_answered_and_do_nothing(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    huge = 2**63 - 1
    for at in (huge, -huge, 0):
        await pressed(desk, marina, OpenDays(at).pack())
        await marina.sees("Начислений и платежей пока нет")
    for day in (huge, -1, 0):
        assert await pressed(desk, marina, OpenCharges(day, 0, huge).pack()) != "None"
    await pressed(desk, marina, OpenCharges(739_582, huge, huge, True).pack())
    await marina.sees("Начислений в этот день нет")
    assert not desk.failures


async def test_the_picture_comes_on_a_tap_below_the_menu(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await spending(desk, 200_000)
    await marina.send("/account")
    assert await marina.press("График") == "Рисую график"
    picture = await marina.sees("Баланс договора 184/24 за 90 дней", timeout=30)
    assert "photo" in picture.raw["message"]
    assert marina.screen().startswith("Лицевой счёт")


async def test_words_about_money_are_switched_off_and_on(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await marina.send("/account")
    assert await marina.press("Не предупреждать") == "О деньгах сообщать не буду"
    assert await marina.press("Предупреждать") == "О деньгах буду сообщать"
    await marina.sees_button("Не предупреждать")


@pytest.mark.parametrize(("person", "role"), PAYERS)
async def test_the_stop_is_told_wherever_the_service_is_looked_at(desk: Desk, person: int, role: Role) -> None:
    phone = await desk.join(person, role)
    (line, *_) = await write_lines(["МТС-транк"])
    await desk.fail(line)
    await spend(desk, 123_400)
    told = f"{STOPPED}: оплатите 1 234 ₽"
    await phone.send("/start")
    home = await phone.sees(told)
    assert {"Пополнить", "Обещанный платёж"} <= set(home.labels)
    await phone.press("Открыть аварию")
    assert (await phone.sees("МТС-транк")).text.split("\n")[1] == told
    await phone.send("/lines")
    assert {"Пополнить", "Обещанный платёж"} <= set((await phone.sees("Линии")).labels)
    assert phone.screen().split("\n")[1] == told
    await phone.press("🔴 МТС-транк")
    await phone.sees("SIP-транк")
    assert phone.screen().split("\n")[1] == told
    await phone.press("Пополнить")
    await phone.sees("Не хватает 1 234 ₽")
    await pay(desk, 123_400)
    await phone.send("/start")
    assert "⛔" not in (await phone.sees("0 ₽")).text


async def test_a_refused_action_says_what_to_pay_and_how(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await spend(desk, 50_000)
    told = f"{STOPPED}: оплатите 500 ₽"
    assert told in await pressed(desk, marina, OpenLog(2**40).pack())
    await marina.send("/errors")
    assert {"Пополнить", "Обещанный платёж"} <= set((await marina.sees(told)).labels)


async def test_a_promise_is_asked_made_once_and_shown(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await spend(desk, 50_000)
    await marina.send("/start")
    await marina.press("Обещанный платёж")
    asked = await marina.sees("Осталось в этом месяце: 1 из 1")
    assert "Не хватает 500 ₽" in asked.text
    make = asked.raw["message"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert await marina.press("Подтвердить") == "🟢 Обещанный платёж принят"
    done = await marina.sees("Оплатите 500 ₽ до ")
    assert "⛔" not in done.text
    assert await pressed(desk, marina, make) == "Обещанный платёж уже действует"
    assert await PromisedPayment.all().count() == 1
    await marina.press("Лицевой счёт")
    await marina.sees("🟠 Услуга работает по обещанному платежу")


async def test_an_old_question_is_not_answered_in_another_month(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await spend(desk, 50_000)
    await marina.send("/start")
    await marina.press("Обещанный платёж")
    await marina.sees_button("Подтвердить")
    desk.clock.skip(days=40)
    assert "закрыт" in str(await marina.press("Подтвердить"))
    assert not await PromisedPayment.exists()


async def test_each_refusal_of_a_promise_is_a_sentence(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await marina.send("/start")
    await marina.press("Обещанный платёж")
    await marina.sees("Денег на счёте хватает, обещанный платёж не нужен")
    held = StateFact(NUMBER, desk.clock(), suspended=True)
    await desk.services.money.ledger.push_states([held], desk.clock())
    await marina.send("/start")
    assert (await marina.sees("⛔ Услугу остановила телефонная компания")).buttons[0][0] == "Пополнить"
    await marina.press("Обещанный платёж")
    await marina.sees("Услугу остановила телефонная компания. Позвоните в поддержку")


async def test_topping_up_shows_the_unpaid_invoices_first(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    for n in range(6):
        await bill(desk, f"10{n}", [100_000 + n], days_ago=n)
    await marina.send("/start")
    await marina.press("Пополнить")
    seen = await marina.sees("Оплатите счёт или запросите новый")
    assert seen.labels[:5] == [f"Счёт 10{n} · {text} ₽" for n, text in enumerate(_sums())] + ["Счета"]
    assert "Выставить счёт" in seen.labels
    await marina.press("Счёт 100")
    await marina.sees("Счёт 100")


def _sums() -> list[str]:
    return ["1 000", "1 000,01", "1 000,02", "1 000,03"]


async def test_general_information_has_the_contract_and_its_numbers(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await write_lines(["А", "Б"])
    signed = desk.clock().date() - timedelta(days=900)
    terms = TermsFact(NUMBER, desk.clock(), "Обзвон 20", signed_on=signed, ledger=LedgerOwner.BILLING)
    await desk.services.money.ledger.push_terms([terms], desk.clock())
    await anna.send("/start")
    await anna.press("Договор")
    seen = await anna.sees("Договор 184/24 от ")
    assert "Тариф: Обзвон 20" in seen.text
    assert "Проектов пока нет · пользователей пока нет · 2 линии" in seen.text
    assert "(3412) 912-000" in seen.text
    await anna.press("Лицевой счёт")
    await anna.sees("Лицевой счёт · договор 184/24")


async def test_a_button_under_a_word_opens_a_menu_beside_it_in_its_contract(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    await desk.join(MARINA, Role.MANAGER, "9/9")
    await spend(desk, 50_000)
    contracts = {card.contract_number: card.contract_id for card in await desk.services.members.contracts(MARINA)}
    for room, sight in {
        Beside.PROMISE: "Обещанный платёж · договор 184/24",
        Beside.TOP_UP: "Пополнить · договор 184/24",
        Beside.ACCOUNT: "Лицевой счёт · договор 184/24",
        Beside.INVOICE: "счёт",
    }.items():
        await pressed(desk, marina, OpenBeside(contracts[NUMBER], room).pack())
        await marina.sees(sight)
        assert any(message.text == "старое меню" for message in marina.messages())
    oleg = await desk.join(OLEG, Role.MANAGER, "9/9")
    assert "₽" not in await pressed(desk, oleg, OpenBeside(contracts[NUMBER], Beside.ACCOUNT).pack())
    assert "184/24" not in oleg.screen()


async def test_the_banner_and_supports_own_stand_together(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await spend(desk, 50_000)
    olga = await desk.staff(OLGA)
    await olga.press("Все договоры")
    await olga.press("ООО «184/24» · 184/24")
    await olga.press("Линии")
    seen = await olga.sees(f"{STOPPED}: оплатите 500 ₽")
    assert "184/24" in seen.text.split("\n")[0]
    assert not {"Пополнить", "Обещанный платёж"} & set(seen.labels)
