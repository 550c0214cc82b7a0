"""Processes as holders of the lease: a name that says which process it is, and what is known of it on this machine."""

import hashlib
import os
import secrets
import signal
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_ENDED = ("", "Z", "X")
_STOPPED = "T"


@dataclass(frozen=True)
class Holder:
    """``place`` is one boot of one machine (and container), ``started`` tells processes of one number apart."""

    place: str
    pid: int
    started: int

    def __str__(self) -> str:
        return f"{self.place}/{self.pid}/{self.started}"

    @property
    def ended(self) -> bool:
        """Certainly gone. False for a process elsewhere, of which nothing is known."""
        return self.place == _place() and self._state() in _ENDED

    @property
    def stopped(self) -> bool:
        """It is on this machine, and frozen by SIGSTOP or a debugger."""
        return self.place == _place() and self._state() == _STOPPED

    def kill(self) -> None:
        """kill -9, which a stopped process obeys as well."""
        if self.stopped:
            os.kill(self.pid, signal.SIGKILL)

    def _state(self) -> str:
        """The letter of proc(5), "" when there is no such process any more, "?" when it is hidden from us."""
        state, started = _stat(self.pid)
        if not state and _there(self.pid):
            return "?"
        return state if started == self.started else ""


def this_process() -> Holder:
    """Ourselves."""
    return Holder(_place(), os.getpid(), _stat(os.getpid())[1])


def holder(text: str) -> Holder:
    """What ``str`` of a holder wrote; anything else is somebody of whom nothing is known."""
    place, _, rest = text.partition("/")
    pid, _, started = rest.partition("/")
    if not (pid.isdecimal() and started.isdecimal()):
        return Holder("elsewhere", 0, 0)
    return Holder(place, int(pid), int(started))


def _stat(pid: int) -> tuple[str, int]:
    """State and start time (clock ticks since the boot) of a process; ("", 0) when there is none."""
    try:
        # The name of the program, in brackets, may hold anything.
        words = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "", 0
    return words[0], int(words[19])


def _there(pid: int) -> bool:
    """Whether there is a process of this number; /proc may hide those of other users (hidepid)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _place() -> str:
    """The same for processes that see each other in /proc, and for no others."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text()
        space = (_PROC / "self/ns/pid").readlink()
    except OSError:
        return secrets.token_hex(8)
    return hashlib.sha256(f"{boot}{space}".encode()).hexdigest()[:16]
