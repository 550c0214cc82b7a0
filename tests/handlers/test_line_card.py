"""The card of a line and its log: deleting the line from its card, and what our own checker could not do."""

import pytest

from domain.access import Role
from domain.sip import Answer, ProbeResult, SipAccount, Verdict
from handlers.rooms.line_delete import DeleteLine
from handlers.rooms.ways import AskDeleteLine
from models import Contract, Line
from tests.handlers.desk import ANNA, MARINA, OLEG, Desk, write_lines
from tests.kit.phone import Phone
from texts.verdicts import OWN_LIMITS


async def opened(desk: Desk) -> tuple[Phone, Line]:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    line, _ = await write_lines(["МТС-транк", "Волга-транк"])
    await anna.press("Линии")
    await anna.press("⚪ МТС-транк")
    await anna.sees("Ещё не проверена")
    return anna, line


async def alive(line: Line) -> bool:
    return (await Line.get(id=line.id)).deleted_at is None


async def test_a_line_is_deleted_from_its_card_and_brought_back(desk: Desk) -> None:
    anna, line = await opened(desk)
    await anna.press("Удалить")
    asked = await anna.sees("Удалить 1 линию с логом и историей?")
    assert "МТС-транк" in asked.text
    assert "Волга-транк" not in asked.text
    assert await alive(line)
    await anna.press("Удалить")
    await anna.sees("Удалена 1 линия")
    assert not await alive(line)
    await anna.press("Вернуть")
    await anna.sees("Линии · ")
    assert await alive(line)


async def test_the_longest_name_is_shown_whole_on_the_card_and_in_the_question(desk: Desk) -> None:
    anna, line = await opened(desk)
    name = "Линия " + "№" * 118 + " 99"
    await Line.filter(id=line.id).update(name=name)
    await anna.press("‹ Линии")
    await anna.press("⚪ Линия")
    assert name in (await anna.sees("Ещё не проверена")).text
    await anna.press("Удалить")
    assert name in (await anna.sees("Удалить 1 линию")).text


async def test_no_leads_back_to_the_card(desk: Desk) -> None:
    anna, line = await opened(desk)
    await anna.press("Удалить")
    await anna.sees("Удалить 1 линию")
    await anna.press("Отмена")
    await anna.sees("МТС-транк · SIP-транк")
    assert await alive(line)


async def test_the_question_is_answered_once_and_expires(desk: Desk) -> None:
    anna, line = await opened(desk)
    await anna.press("Удалить")
    await anna.sees("Удалить 1 линию")
    desk.clock.skip(minutes=6)
    await anna.press("Удалить")
    await anna.sees("Вопрос устарел или на него уже ответили: ничего не удалено")
    assert await alive(line)


async def test_ticks_in_the_list_outlive_the_deletion_of_one_line(desk: Desk) -> None:
    anna, line = await opened(desk)
    await anna.send("/lines")
    await anna.press("Отметить")
    await anna.sees("Отметьте линии")
    await anna.press(row_of(anna, "Волга-транк"))
    await anna.sees("Отмечена 1 линия")
    await anna.send("/lines")
    await anna.press("⚪ МТС-транк")
    await anna.sees("Ещё не проверена")
    await anna.press("Удалить")
    await anna.sees("Удалить 1 линию")
    await anna.press("Удалить")
    await anna.sees("Удалена 1 линия")
    await anna.send("/lines")
    await anna.press("Отметить")
    await anna.sees("Отмечена 1 линия")
    assert not await alive(line)


def row_of(phone: Phone, name: str) -> str:
    return next(label for label in phone.buttons() if name in label)


@pytest.mark.parametrize("who", [MARINA, OLEG])
async def test_nobody_else_deletes_a_line(desk: Desk, who: int) -> None:
    """A manager of the contract; an administrator of another one, to whom the line does not exist."""
    _, line = await opened(desk)
    contract, role = ("184/24", Role.MANAGER) if who == MARINA else ("207/25", Role.ADMINISTRATOR)
    phone = await desk.join(who, role, contract)
    assert await Contract.exists(number=contract)
    for press in (AskDeleteLine(line.id), DeleteLine("AAAAbbbbCCCCdddd", 0)):
        keyboard = {"inline_keyboard": [[{"text": "чужая", "callback_data": press.pack()}]]}
        sent = await desk.telegram.bot().sent("меню", chat_id=who, reply_markup=keyboard)
        await phone.press("чужая", message_id=sent["message_id"])
    assert not [seen for seen in phone.messages() if who == OLEG and "МТС-транк" in seen.text]
    assert await alive(line)


SAID = {"tls13_only": "наша проверка не умеет TLS 1.3", "unread_challenge": "наша проверка не умеет так входить"}


@pytest.mark.parametrize("detail", OWN_LIMITS)
async def test_what_our_checker_cannot_do_is_said_on_the_card_and_in_the_log(desk: Desk, detail: str) -> None:
    anna, _ = await opened(desk)

    async def limited(account: SipAccount) -> ProbeResult:
        answer = Answer(0, detail=detail)
        return ProbeResult(Verdict.UNKNOWN, answer, desk.clock())

    desk.carriers.probe = limited  # type: ignore[method-assign]  # a carrier of one answer
    await anna.sees_button("История")
    await anna.press("Проверить")
    card = await anna.sees(SAID[detail][1:])
    assert "Проверьте линию звонком" in card.text
    await anna.press("Лог")
    log = await anna.sees(SAID[detail])
    assert detail not in log.text
    assert "🔴" not in log.text


@pytest.mark.parametrize("detail", OWN_LIMITS)
async def test_what_our_checker_cannot_do_is_said_by_the_dry_run(desk: Desk, detail: str) -> None:
    anna, _ = await opened(desk)

    async def limited(account: SipAccount) -> ProbeResult:
        return ProbeResult(Verdict.UNKNOWN, Answer(0, detail=detail), desk.clock())

    desk.carriers.probe = limited  # type: ignore[method-assign]  # as above
    await anna.press("Сменить пароль")
    await anna.sees("Новый пароль")
    await anna.send("new-one-1")
    assert "Проверьте линию звонком" in (await anna.sees(f"Не сохранено: {SAID[detail]}")).text
