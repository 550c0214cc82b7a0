"""A call centre on a real SIP server, on SQLite and on PostgreSQL: two contracts, softphones, and rows to change."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.context import TortoiseContext

from models.database import open_database
from tests.kit.pbx import Pbx
from tests.pbx.centre import Centre


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[TortoiseContext]:
    async with open_database(database_url) as context:
        yield context


@pytest.fixture
async def centre(database: TortoiseContext) -> Centre:
    return await Centre.make()


@pytest.fixture
async def pbx(database_url: str, centre: Centre, tmp_path: Path) -> AsyncIterator[Pbx]:
    async with Pbx(database_url, tmp_path) as running:
        yield running
