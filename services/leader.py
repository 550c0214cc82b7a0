"""Which process is the one active bot: a lease in the database, taken, kept and given back by counted UPDATEs.

Moments are those of the database's clock, so that the clocks of the machines need not agree; whoever waits for the
lease also watches, by a clock of its own, whether it is still renewed, so that a jump of that clock does no harm.
"""

from dataclasses import dataclass

from tortoise.backends.base.client import BaseDBAsyncClient

from models.sql import execute, is_postgres, update_returning

ROLE = "bot"


@dataclass(frozen=True)
class Seen:
    """The lease as it was read. ``mark`` changes with every renewal; ``ran_out`` is what the database's clock says."""

    holder: str
    mark: object
    ran_out: bool


def may_take(seen: Seen, unchanged: float, lease: float, *, dead: bool) -> bool:
    """Whether the lease is nobody's. ``unchanged``: for how many seconds we have seen it as it is.

    A holder that renews is left alone though the database's clock has jumped ahead; one that does not is replaced
    though that clock was set back. ``dead``: the holder's process is known to have ended.
    """
    if not seen.holder or dead:
        return True
    return unchanged >= lease / 2 if seen.ran_out else unchanged >= 1.5 * lease


class LeaderService:
    """The lease of ``me``, for ``lease`` seconds at a time, through a connection that nothing else keeps waiting."""

    def __init__(self, connection: BaseDBAsyncClient, me: str, lease: float) -> None:
        self._connection = connection
        self._me = me
        self._lease = lease

    async def prepare(self) -> None:
        """See to it that there is a row to take; writes nothing when there is, for somebody may lock the database."""
        if await update_returning(self._connection, "SELECT role FROM leader WHERE role = ?", [ROLE]):
            return
        sql = f"INSERT INTO leader (role, holder, held_until) VALUES (?, '', {self._after(0)}) ON CONFLICT DO NOTHING"  # noqa: S608 -- a constant of ours
        await execute(self._connection, sql, [ROLE])

    async def look(self) -> Seen:
        """Who holds the lease now."""
        sql = f"SELECT holder, held_until, held_until <= {self._after(0)} AS ran_out FROM leader WHERE role = ?"  # noqa: S608 -- a constant of ours
        (row,) = await update_returning(self._connection, sql, [ROLE])
        return Seen(str(row["holder"]), row["held_until"], bool(row["ran_out"]))

    async def take(self, seen: Seen) -> bool:
        """Take the lease as it was seen; False when somebody renewed or took it meanwhile."""
        sql = f"UPDATE leader SET holder = ?, held_until = {self._after(self._lease)} " + _AS_SEEN  # noqa: S608 -- constants of ours
        return bool(await execute(self._connection, sql, [self._me, ROLE, seen.holder, seen.mark]))

    async def renew(self) -> bool:
        """Hold it from now on; False when it is somebody else's."""
        sql = f"UPDATE leader SET held_until = {self._after(self._lease)} WHERE role = ? AND holder = ?"  # noqa: S608 -- a constant of ours
        return bool(await execute(self._connection, sql, [ROLE, self._me]))

    async def release(self) -> None:
        """Give it back, so that the next one need not wait."""
        sql = "UPDATE leader SET holder = '' WHERE role = ? AND holder = ?"
        await execute(self._connection, sql, [ROLE, self._me])

    def _after(self, seconds: float) -> str:
        """The database's own time so many seconds from now, as the ORM writes times there."""
        if is_postgres(self._connection):
            return f"(clock_timestamp() + interval '{seconds:.3f} seconds')"
        return f"strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now', '+{seconds:.3f} seconds')"


_AS_SEEN = "WHERE role = ? AND holder = ? AND (held_until IS NULL OR held_until = ?)"
