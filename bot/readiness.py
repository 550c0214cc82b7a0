"""What /readyz asks of each part: an empty text, or what is wrong in a few words."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.sweep import Sweep
from bot.telegram import Telegram
from bot.web import Check
from models import Contract
from telephony.pool import ProberPool

SWEEP_WITHIN = timedelta(seconds=15)


class Readiness:
    """The checks by the names that /readyz reports. A standby has neither Telegram nor sweeps to be well."""

    def __init__(
        self,
        telegram: Telegram,
        pool: ProberPool,
        sweep: Sweep,
        clock: Callable[[], datetime],
        active: Callable[[], bool],
    ) -> None:
        self._active = active
        self._telegram = telegram
        self._pool = pool
        self._sweep = sweep
        self._clock = clock

    def role(self) -> str:
        """What this process is now."""
        return "active" if self._active() else "standby"

    def checks(self) -> Mapping[str, Check]:
        """Each part with its check."""
        return {
            "database": self._database,
            "telegram": self._connected,
            "prober": self._prober,
            "sweep": self._swept,
        }

    async def _database(self) -> str:
        await Contract.exists()
        return ""

    async def _connected(self) -> str:
        if not self._active():
            return ""
        if self._telegram.uplink.away:
            return "out of reach"
        return "" if self._telegram.ready.is_set() else "not connected"

    async def _prober(self) -> str:
        return "" if self._pool.alive else "no process alive"

    async def _swept(self) -> str:
        swept_at = self._sweep.swept_at
        if not self._active():
            return ""
        if swept_at is None:
            return "no sweep yet"
        return "" if self._clock() - swept_at < SWEEP_WITHIN else f"last sweep at {swept_at:%H:%M:%S} UTC"
