"""Nothing is lost when something dies: the bot before delivery, a prober in mid-check, Telegram for a while."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from models import Flip
from models.database import open_database
from tests.e2e.conftest import GROUP, ON_BOTH_DATABASES, ON_CALL, Product

pytestmark = pytest.mark.kamailio


@ON_BOTH_DATABASES
async def test_an_alert_that_was_owed_when_the_bot_was_killed_arrives_after_the_restart(product: Product) -> None:
    group = await (await product.telegram.person(ON_CALL)).in_chat(GROUP)
    await product.program.all_lines("ok")
    await product.telegram.control("faults", method="send*", error_code=502, description="Bad Gateway")
    await product.registrar.kill()
    await product.program.all_lines("error")
    await product.program.kill()
    assert group.messages() == []
    await product.telegram.control("faults", "DELETE")
    await product.program.start()
    await group.sees("2 линии из 2", timeout=20)
    assert product.cards() == 1


async def test_killed_and_frozen_probers_blame_no_line(product: Product) -> None:
    await product.program.all_lines("ok")
    for number in (signal.SIGKILL, signal.SIGSTOP):
        for pid in await probers(product.program.pid):
            os.kill(pid, number)
        await product.program.ready(within=40)
    before = await failures(product.url)
    await product.program.checks(10)
    assert before == await failures(product.url) == 0
    await product.program.all_lines("ok")


async def test_old_buttons_work_after_a_restart_and_unknown_ones_only_redraw_home(product: Product) -> None:
    phone = await product.telegram.person(ON_CALL)
    await phone.send("/start")
    await phone.sees("Ромашка")
    await product.program.kill()
    await product.program.start()
    await phone.press("Линии")
    await phone.sees("2 из 2")
    bot = product.telegram.bot(product.program.token)
    await bot.call(
        "sendMessage",
        chat_id=ON_CALL,
        text="Старое меню",
        reply_markup={"inline_keyboard": [[{"text": "Старая кнопка", "callback_data": "a-button-of-last-year"}]]},
    )
    await phone.sees("Старое меню")
    assert "обнов" in (await phone.press("Старая кнопка") or "")
    await phone.sees("Ромашка · договор")


async def test_a_group_that_becomes_a_supergroup_keeps_receiving(product: Product) -> None:
    old, new = -500184, -1009990000184
    await product.telegram.control(
        "chats", id=old, type="group", title="Малая группа", members=[ON_CALL, 101], owner=101
    )
    administrator = await (await product.telegram.person(101)).in_chat(old)
    await administrator.send("/bind")
    await administrator.sees("Ромашка", timeout=10)
    await product.telegram.control("migrate", chat_id=old, new_id=new)
    await product.registrar.kill()
    group = await (await product.telegram.person(ON_CALL)).in_chat(new)
    await group.sees("🔴", timeout=30)


async def test_a_person_who_blocks_the_bot_does_not_stop_the_others(product: Product) -> None:
    phone = await product.telegram.person(ON_CALL)
    group = await phone.in_chat(GROUP)
    await phone.block()
    await product.registrar.kill()
    await group.sees("🔴", timeout=30)
    await phone.block(False)
    await phone.send("/start")
    await phone.sees("Ромашка", timeout=10)


async def test_telegram_asking_to_wait_delays_the_alert_and_loses_nothing(product: Product) -> None:
    group = await (await product.telegram.person(ON_CALL)).in_chat(GROUP)
    await product.telegram.control("faults", method="sendMessage", retry_after=2, count=3)
    await product.registrar.kill()
    await group.sees("🔴", timeout=40)
    assert product.cards() == 1


async def probers(parent: int) -> list[int]:
    """Process ids of the living children of the bot; one that died is replaced in a moment."""
    async with asyncio.timeout(30):
        while not (found := _children(parent)):  # noqa: ASYNC110 -- another process starts them
            await asyncio.sleep(0.1)
    return found


def _children(parent: int) -> list[int]:
    threads = Path(f"/proc/{parent}/task").iterdir()
    return [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]


async def failures(url: str) -> int:
    """Flips to error."""
    async with open_database(url, everywhere=False):
        return await Flip.filter(to_state="error").count()


async def test_the_bot_stops_cleanly_when_asked(product: Product) -> None:
    await product.program.all_lines("ok")
    async with asyncio.timeout(15):
        assert await product.program.stop() == 0
    assert "Traceback" not in product.program.log()
