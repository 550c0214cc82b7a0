"""Checks per second of the prober pool, side by side with sipp, then with a slow carrier and dead lines.

    python -m benchmarks.probe [--quick]

1. sipp and the pool register at the same Kamailio, both with digest (two requests a check), on loopback, none dead.
   They take turns, several rounds each; the best round of each counts. ``ratio_sipp`` = pool / sipp.
2. The pool alone, against an asyncio responder that answers after 50 ms, with 30% of the lines silent:
   ``lines_per_s``; ``false_errors`` counts live lines called dead and dead ones called alive.
``cpu_s`` and ``mb`` (proportional set size) are of the pool's processes and this one, over part 2.
"""

import argparse
import asyncio
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Never, TypeAlias

from tqdm import tqdm

from benchmarks._measure import cpu_seconds, megabytes
from benchmarks._sipp import sipp_rate
from domain.sip import SipAccount, Verdict
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.kamailio import Kamailio

Progress: TypeAlias = "tqdm[Never]"
DELAY_SECONDS = 0.05
DEAD_SHARE = 0.3
SLOW_RATE = 3_000.0
"""Requests a second to the slow carrier: a burst of thousands would overflow its socket."""
PASSWORD = "secret"
USERS = 100


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    checks: int
    rounds: int
    slow_lines: int
    processes: int = 2
    slow_processes: int = 8


QUICK = Size(checks=4_000, rounds=2, slow_lines=4_000)
FULL = Size(checks=20_000, rounds=3, slow_lines=10_000)


async def side_by_side(size: Size, progress: Progress) -> tuple[float, float]:
    """Best checks per second of sipp and of the pool at one Kamailio."""
    users = {f"u{number}": PASSWORD for number in range(USERS)}
    options = ProberOptions(processes=size.processes, rate=1e6, in_flight=400)
    peer, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        async with Kamailio(Path(folder), users) as registrar, ProberPool(options) as pool:
            accounts = [_account(f"u{number % USERS}", registrar.port) for number in range(size.checks)]
            await asyncio.gather(*map(pool.probe, accounts[:USERS]))  # the first check of a line is a longer one
            for _ in range(size.rounds):
                peer.append(await sipp_rate(Path(folder), users, registrar.port, size.checks))
                progress.update(size.checks)
                seconds, wrong = await _sweep(pool, accounts, progress)
                if wrong:
                    raise SystemExit(f"{wrong} of {size.checks} checks failed at a live registrar")
                ours.append(size.checks / seconds)
    return max(peer), max(ours)


async def slow_and_dead(size: Size, progress: Progress) -> dict[str, float]:
    """The pool against a slow responder with dead lines."""
    chance = random.Random(1)
    names = [f"{'dead' if chance.random() < DEAD_SHARE else 'live'}{number}" for number in range(size.slow_lines)]
    options = ProberOptions(processes=size.slow_processes, rate=SLOW_RATE, in_flight=size.slow_lines)
    async with _responder() as port, ProberPool(options) as pool:
        before = cpu_seconds(pool.pids)
        seconds, wrong = await _sweep(pool, [_account(name, port) for name in names], progress)
        cpu = cpu_seconds(pool.pids) - before
        return {
            "lines_per_s": size.slow_lines / seconds,
            "false_errors": wrong,
            "cpu_s": cpu,
            "mb": megabytes(pool.pids),
        }


async def _sweep(pool: ProberPool, accounts: list[SipAccount], progress: Progress) -> tuple[float, int]:
    """Check all at once: seconds, and how many verdicts are not the truth."""

    async def check(account: SipAccount) -> bool:
        verdict = (await pool.probe(account)).verdict
        progress.update(1)
        truth = Verdict.CARRIER_DOWN if account.user.startswith("dead") else Verdict.REGISTERED
        return verdict is truth

    started = time.monotonic()
    right = await asyncio.gather(*map(check, accounts))
    return time.monotonic() - started, right.count(False)


def _account(user: str, port: int) -> SipAccount:
    return SipAccount(user, "127.0.0.1", port, password=PASSWORD)


@contextlib.asynccontextmanager
async def _responder() -> AsyncIterator[int]:
    """The port of a responder in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.kit.sip_server", "--delay", str(DELAY_SECONDS), stdout=asyncio.subprocess.PIPE
    )
    try:
        yield int(await process.stdout.readline() if process.stdout else b"0")
    finally:
        process.kill()
        await process.communicate()


async def run(size: Size) -> Iterable[str]:
    """Measure; lines to print, the last one for machines."""
    total = 2 * size.checks * size.rounds + size.slow_lines
    with tqdm(total=total, unit="check", disable=not sys.stderr.isatty()) as progress:
        peer, ours = await side_by_side(size, progress)
        slow = await slow_and_dead(size, progress)
    return (
        f"Kamailio, loopback, no delay, none dead: sipp {peer:.0f} checks/s, "
        f"pool of {size.processes} processes {ours:.0f}",
        f"asyncio responder, {DELAY_SECONDS * 1000:.0f} ms, {DEAD_SHARE:.0%} of {size.slow_lines} lines dead: "
        f"pool of {size.slow_processes} processes {slow['lines_per_s']:.0f} lines/s",
        f"ratio_sipp={ours / peer:.2f} lines_per_s={slow['lines_per_s']:.0f} false_errors={slow['false_errors']:.0f} "
        f"cpu_s={slow['cpu_s']:.1f} mb={slow['mb']:.0f}",
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="under 50 seconds")
    print("\n".join(asyncio.run(run(QUICK if parser.parse_args().quick else FULL))))


if __name__ == "__main__":
    main()
