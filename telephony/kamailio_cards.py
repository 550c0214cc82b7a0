"""What the SIP server answers, as frozen values. What is missing or strange in an answer is left out, never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_REGISTERED = 1 << 2
"""UAC_REG_ONLINE of src/modules/uac/uac_reg.h."""


@dataclass(frozen=True)
class Start:
    """One start of the server: ``mark`` is the same as long as it runs. ``uptime`` is in seconds."""

    mark: str
    uptime: int


@dataclass(frozen=True)
class Location:
    """One binding: ``login`` of a contract is reached at ``contact``; ``expires`` is in seconds from now.

    ``address`` is the host:port that the registration came from, ``client`` its User-Agent.
    """

    login: str
    contract_id: int
    contact: str
    address: str
    client: str
    expires: int

    @property
    def name(self) -> str:
        """The name that the server keeps the binding under."""
        return f"{self.login}@c{self.contract_id}"


@dataclass(frozen=True)
class LineRegistration:
    """A line that the server registers at its carrier."""

    line_id: int
    registered: bool
    expires: int


def locations_of(dump: Any) -> tuple[Location, ...]:
    """The answer of ul.dump."""
    return tuple(location for name, info in _bindings(dump) if (location := _location(name, info)) is not None)


def registrations_of(dump: Any) -> tuple[LineRegistration, ...]:
    """The answer of uac.reg_dump, without passwords and HA1s."""
    rows = [row for row in (dump if isinstance(dump, list) else [dump]) if isinstance(row, dict)]
    lines = [row for row in rows if str(row.get("l_uuid", "")).removeprefix("line").isdecimal()]
    return tuple(
        LineRegistration(
            int(str(row["l_uuid"]).removeprefix("line")),
            bool(int(row.get("flags", 0)) & _REGISTERED),
            int(row.get("diff_expires", 0)),
        )
        for row in lines
    )


def _bindings(dump: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for domain in (dump or {}).get("Domains", ()):
        for aor in domain["Domain"]["AoRs"]:
            for contact in aor["Info"].get("Contacts", ()):
                yield str(aor["Info"]["AoR"]), contact["Contact"]


def _location(name: str, info: dict[str, Any]) -> Location | None:
    login, _, domain = name.rpartition("@")
    expires, contract = info.get("Expires", 0), domain.removeprefix("c")
    if not login or not contract.isdecimal() or not isinstance(expires, int) or expires <= 0:
        return None  # "expired" and "deleted" are words there
    contact = str(info.get("Address", ""))
    received = str(info.get("Received", ""))
    seen = contact if received in ("", "[not set]") else received
    return Location(login, int(contract), contact, _host_port(seen), _known(info.get("User-Agent")), expires)


def _host_port(uri: str) -> str:
    """sip:user@host:port;transport=tcp as host:port."""
    return uri.removeprefix("sips:").removeprefix("sip:").rpartition("@")[2].partition(";")[0]


def _known(value: Any) -> str:
    text = str(value or "")
    return "" if text == "[not set]" else text
