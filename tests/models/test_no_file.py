"""A SQLite file that cannot be opened is one sentence: no thread is left behind to print a traceback."""

import asyncio
import threading
from pathlib import Path

import pytest

from models.database import DatabaseUnavailableError, open_database


def test_a_file_that_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with (
        asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner,
        pytest.raises(DatabaseUnavailableError, match="unable to open"),
    ):
        runner.run(_open(f"sqlite:///{tmp_path}"))
    assert set(threading.enumerate()) <= before


async def _open(url: str) -> None:
    async with open_database(url, everywhere=False):
        """It is never open."""
