"""Telegram is away while carriers fail and recover: what lasts is told once, what is over in one message, in order."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.e2e.conftest import GROUP, ON_CALL, Product
from tests.kit.phone import Phone

pytestmark = pytest.mark.kamailio

BACK_WITHIN = 10
FAULTS: Mapping[str, dict[str, Any]] = {
    "cut connections": {"reset": True},
    "bad gateway": {"error_code": 502},
    "asked to wait": {"error_code": 429, "retry_after": 2},
}


@pytest.mark.parametrize("product", [{"100": "right-100"}], indirect=True, ids=["one line"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_after_an_outage_of_telegram_every_chat_is_told_how_things_stand(product: Product, fault: str) -> None:
    phone = await product.telegram.person(ON_CALL)
    group = await phone.in_chat(GROUP)
    await product.program.all_lines("ok")
    await fails(product)
    first = await group.sees("🔴", timeout=30)
    await product.telegram.control("faults", method="*", **FAULTS[fault])
    await phone.send("/start")
    await recovers(product)
    for _ in range(2):
        await fails(product)
        await recovers(product)
    await fails(product)
    assert len(messages(group)) == 1
    await product.telegram.control("faults", "DELETE")
    await group.sees("закончились 2 аварии", timeout=BACK_WITHIN)
    await phone.sees("Ромашка", timeout=BACK_WITHIN)
    await product.settled(BACK_WITHIN)
    told = messages(group)
    assert [text.split()[0] for text in told] == ["🟢", "🟢", "🟢", "🔴"]
    assert (await group.sees("🟢 Починено")).id >= first.id
    assert product.cards() == 2, json.dumps(told, ensure_ascii=False)


async def fails(product: Product) -> None:
    """The carrier refuses the line, and the bot is sure of it."""
    await product.registrar.set_password("100", "changed")
    await product.program.all_lines("error")


async def recovers(product: Product) -> None:
    await product.registrar.set_password("100", "right-100")
    await product.program.all_lines("ok")


def messages(chat: Phone) -> list[str]:
    """Texts of the bot's messages, as they stand now."""
    return [message.text for message in chat.messages()]
