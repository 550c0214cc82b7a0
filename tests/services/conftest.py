"""Every test here runs on SQLite and again on PostgreSQL."""

import pytest
from tortoise.context import TortoiseContext

from tests.services.house import House, open_house


@pytest.fixture
def house(db: TortoiseContext) -> House:
    """Services on an open, empty database."""
    return open_house()
