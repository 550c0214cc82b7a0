"""Tests that need a program of Debian: skipped by name where it is missing, counted at the end, never silently.

A test is marked ``kamailio``, ``sipp``, ``postgres``, ``linphone``, ``chromium`` or ``nat``. With LINEKEEPER_NO_SKIP=1
(continuous integration) a missing program fails the test instead.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.kit.networks import can_be_made

_PROPERTY = "skipped for want of"
_SYSTEM = ("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin")


def program(name: str) -> str | None:
    """The path of a program; the directories of the administrator are searched too."""
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(_SYSTEM))


def postgres_programs() -> Path | None:
    """The directory that holds ``initdb`` and ``postgres`` (Debian keeps it out of PATH); the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = program("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


_KAMAILIO_MODULES = (
    ("tls", "kamailio-tls-modules"),
    ("db_sqlite", "kamailio-sqlite-modules"),
    ("db_postgres", "kamailio-postgres-modules"),
)


def _kamailio() -> str | None:
    if program("kamailio") is None:
        return "kamailio"
    places = [*Path("/usr/lib").glob("*/kamailio/modules"), Path("/usr/lib/kamailio/modules")]
    for module, package in _KAMAILIO_MODULES:
        if not any((place / f"{module}.so").exists() for place in places):
            return package
    return None


def _nat() -> str | None:
    for name, package in (("rtpengine", "rtpengine-daemon"), ("iptables", "iptables"), ("ip", "iproute2")):
        if program(name) is None:
            return package
    return None if can_be_made() else "needs root and network namespaces"


MISSING: Mapping[str, Callable[[], str | None]] = {
    "kamailio": _kamailio,
    "sipp": lambda: None if program("sipp") else "sip-tester",
    "postgres": lambda: None if postgres_programs() else "postgresql",
    "chromium": lambda: None if program("chromium") else "chromium",
    "linphone": lambda: None if program("linphone-daemon") else "linphone-cli",
    "nat": _nat,
}
"""Marker -> a function that names the Debian package which is missing (or says in words what else), or gives None."""


class SkipForWant:
    """A plugin of pytest. ``missing`` as :data:`MISSING`; ``no_skip`` turns a missing program into a failure."""

    def __init__(self, missing: Mapping[str, Callable[[], str | None]], *, no_skip: bool) -> None:
        self._missing = missing
        self._no_skip = no_skip

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        for marker, missing in self._missing.items():
            package = missing() if item.get_closest_marker(marker) else None
            if package:
                reason = package if " " in package else f"needs the Debian package {package}"
                self._do_without(item, marker, reason)

    def _do_without(self, item: pytest.Item, marker: str, reason: str) -> None:
        if self._no_skip:
            pytest.fail(f"{reason}, and LINEKEEPER_NO_SKIP=1 allows no skip", pytrace=False)
        item.user_properties.append((_PROPERTY, marker))
        pytest.skip(reason)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        reports = terminalreporter.stats.get("skipped", [])
        counts = Counter(
            value for report in reports for name, value in getattr(report, "user_properties", ()) if name == _PROPERTY
        )
        if counts:
            listed = ", ".join(f"{marker} {count}" for marker, count in sorted(counts.items()))
            terminalreporter.write_line(f"skipped for want of programs: {listed}", yellow=True)
