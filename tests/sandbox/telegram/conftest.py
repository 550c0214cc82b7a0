"""A sandbox per test. When it ends, each answer and update of it is held against the Bot API's description."""

from collections.abc import AsyncIterator

import pytest

from sandbox.telegram import spec
from tests.kit.telegram import BotClient, Telegram, running_telegram


def nonconforming(telegram: Telegram) -> list[str]:
    found = []
    for call in telegram.world.calls:
        answer = call["answer"]
        if isinstance(answer, dict) and answer["ok"]:
            method = spec.methods()[call["method"].lower()]
            found += spec.problems(answer["result"], method.returns, method.name)
        elif isinstance(answer, dict):
            found += spec.problems(answer.get("parameters", {}), ("ResponseParameters",), "parameters")
    for event in telegram.world.events.since(0):
        if event.kind == "update":
            found += spec.problems(event.data["update"], ("Update",), "update")
    return found


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with running_telegram(users=[4242, 77], groups=[-1001234567890, -555]) as found:
        yield found
        assert nonconforming(found) == []


@pytest.fixture
async def bot(telegram: Telegram) -> BotClient:
    client = telegram.bot()
    await client.call("getMe")
    return client
