"""Programs of a test that run in a process of their own."""

import asyncio
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


async def run(*command: str, limit: float = 100, **environment: str) -> tuple[int, str, str]:
    """Run a command in the project's root; give exit status, standard output and standard error.

    Raises ``TimeoutError`` after ``limit`` seconds, and leaves no process behind.
    """
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env={**os.environ, **environment}, stdout=pipe, stderr=pipe
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), limit)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, out.decode(), err.decode()


async def python(program: str, *words: str, limit: float = 100, **environment: str) -> tuple[int, str, str]:
    """The same for the source of a Python program, with these arguments."""
    return await run(sys.executable, "-c", program, *words, limit=limit, **environment)
