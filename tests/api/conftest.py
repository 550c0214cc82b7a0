"""Every test here runs on SQLite and again on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest
from tortoise.context import TortoiseContext

from tests.api.desk import Desk, open_desk


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """The API on an open, empty database with one contract."""
    async with open_desk() as desk:
        await desk.client()
        yield desk
        assert not desk.reported
