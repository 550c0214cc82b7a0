"""What the one active bot does by the clock: the rows of the schedule."""

from datetime import time, timedelta

import structlog

from bot.jobs import Job
from bot.money import MoneyJob
from bot.settings import Settings
from bot.supervisor import utc_now
from bot.sweep import Sweep
from services.idempotency import forget_old
from services.line_deletion import purge
from services.ports import Wake
from services.retention import Keep, RetentionService

_log = structlog.get_logger(__name__)

SWEEP_EVERY = timedelta(seconds=1)
PURGE_EVERY = timedelta(minutes=1)
MONEY_EVERY = timedelta(seconds=20)
FORGET_EVERY = timedelta(hours=6)
TIDY_AT = time(3, 30)
"""When nobody calls, in the zone of TIMEZONE."""


def timetable(settings: Settings, sweep: Sweep, wake_money: Wake) -> list[Job]:
    """Checks that are due, lines whose undo has passed, warnings of money, records that are too old."""
    return [
        Job("sweep", SWEEP_EVERY, sweep.run),
        Job("purge", PURGE_EVERY, _purge),
        Job("idempotency", FORGET_EVERY, _forget),
        Job("money", MONEY_EVERY, MoneyJob(settings, wake_money).run),
        Job("tidy", TIDY_AT.replace(tzinfo=settings.zone), Tidy(retention(settings)).run, at_start=True),
    ]


def retention(settings: Settings) -> RetentionService:
    """How long records are kept."""
    days = (settings.keep_logs_days, settings.keep_counters_days, settings.keep_audit_days)
    return RetentionService(Keep(*(timedelta(days=number) for number in days)))


class Tidy:
    """The nightly job: old records go."""

    def __init__(self, service: RetentionService) -> None:
        self._service = service

    async def run(self) -> None:
        """Delete what is too old, and say how much it was."""
        for swept in await self._service.run(utc_now()):
            if swept.rows:
                _log.info(
                    "old records deleted", table=swept.table, rows=swept.rows, slowest_ms=round(swept.slowest * 1000)
                )


async def _purge() -> None:
    """Deleted lines whose undo has passed, forms and ticks that expired."""
    if purged := await purge(utc_now()):
        _log.info("deleted lines are gone for good", lines=purged)


async def _forget() -> None:
    """Idempotency keys of requests that nobody will repeat any more."""
    if forgotten := await forget_old(utc_now()):
        _log.info("old idempotency keys are forgotten", keys=forgotten)
