"""What processes cost: processor time and memory, from /proc (proc(5))."""

import os
import re
from collections.abc import Iterable
from pathlib import Path


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of ``pids`` and of this process, in seconds."""
    return sum(map(_cpu, [os.getpid(), *pids]))


def megabytes(pids: Iterable[int]) -> float:
    """Memory of ``pids`` and of this process, in MiB: shared pages are divided among those who share them."""
    return sum(map(_memory, [os.getpid(), *pids])) / 1024


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """KiB: Pss where the kernel tells it, else resident pages."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        text = Path(f"/proc/{pid}/status").read_text()
    match = re.search(r"^(?:Pss|VmRSS):\s+(\d+)", text, re.M)
    return int(match[1]) if match else 0
