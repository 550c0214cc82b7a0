"""The peer: sipp (https://sipp.readthedocs.io) registering with digest as fast as it can."""

import asyncio
import re
from pathlib import Path

SCENARIO = Path(__file__).with_name("register.xml")
UNDER_WAY = 200
"""Calls at once: enough to keep the registrar busy, few enough not to lose packets."""
RATE = 20_000
TIMEOUT_SECONDS = 60


class SippFailed(RuntimeError):  # noqa: N818 -- it names what happened
    """sipp is missing, or lost calls."""


async def sipp_rate(folder: Path, users: dict[str, str], port: int, checks: int) -> float:
    """Registrations a second of one sipp process at 127.0.0.1:``port``.

    Raises:
        SippFailed: it could not be run or not every registration succeeded.
    """
    rows = folder / "users.csv"
    lines = (f"{user};[authentication username={user} password={password}]" for user, password in users.items())
    rows.write_text("SEQUENTIAL\n" + "\n".join(lines) + "\n")
    command = (
        f"sipp 127.0.0.1:{port} -sf {SCENARIO} -inf {rows} -i 127.0.0.1 -m {checks} -r {RATE} -l {UNDER_WAY} "
        f"-timeout {TIMEOUT_SECONDS} -nostdin -trace_screen -screen_file {folder}/screen"
    )
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*command.split(), stdout=pipe, stderr=pipe, cwd=folder)
    except FileNotFoundError:
        raise SippFailed("sipp is missing: install the Debian package sip-tester") from None
    out, err = await process.communicate()
    if process.returncode:
        raise SippFailed(f"sipp ended with {process.returncode}: {err.decode()[-300:]}{_failed(out.decode())}")
    return checks / _seconds((folder / "screen").read_text())


def _seconds(screen: str) -> float:
    """sipp's own clock, which leaves out its start and end."""
    times = re.findall(r"(\d+\.\d+) s\s+\d+\s+127\.0\.0\.1", screen)
    if not times:
        raise SippFailed("sipp printed no time")
    return float(times[-1])


def _failed(screen: str) -> str:
    counts = re.findall(r"Failed call\s*\|\s*\d+\s*\|\s*(\d+)", screen)
    return f" ({counts[-1]} calls failed)" if counts else ""
