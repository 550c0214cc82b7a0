"""A desk for every test of the conversation."""

from collections.abc import AsyncIterator

import pytest
from tortoise.context import TortoiseContext

from tests.handlers.desk import Desk, open_desk


@pytest.fixture
async def desk(db_sqlite: TortoiseContext) -> AsyncIterator[Desk]:
    """People with phones, a bot that answers, nobody in a contract yet. No unexpected error may be left."""
    async with open_desk() as opened:
        yield opened
        assert opened.failures == []
