"""What pjsip tells only in words: the number behind an error's text, and the answers it could not read."""

import re
import time
from typing import Any

import pjsua2 as pj

_NUMBERS = (range(70_001, 70_030), range(120_001, 120_134), range(171_000, 171_200), range(320_001, 320_080))
"""pjlib, errno, pjsip and pjlib-util; what OpenSSL says has its own words each time."""
_UNREAD = re.compile(r"Dropping \d+ bytes packet from \w+ (\S+):(\d+) : .*'(?:WWW|Proxy)-Authenticate' header")
_ADDRESS = re.compile(r"[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")
DROP_LOG_LEVEL = 2
MAX_PEERS = 1000


class Statuses:
    """Error texts of pjsip back to their numbers: a slot-free request is told the text alone."""

    def __init__(self, endpoint: Any) -> None:
        known = {endpoint.utilStrError(number): number for numbers in _NUMBERS for number in numbers}
        self._of_text = {text: number for text, number in known.items() if "nknown" not in text}

    def of(self, text: str) -> int:
        """The number; -1 for words that nobody knows."""
        return self._of_text.get(text, -1)


class Unread(pj.LogWriter):  # type: ignore[misc]  # pjsua2 has no type stubs
    """Listens to pjsip's log for challenges that it dropped as no Digest: to the request that looks like silence."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: dict[tuple[str, int], float] = {}

    def write(self, entry: Any) -> None:
        """Remember which address sent one, and when."""
        match = _UNREAD.search(entry.msg)
        if match and len(self._heard) < MAX_PEERS:
            self._heard[match[1].strip("[]"), int(match[2])] = time.monotonic()

    def from_peer(self, host: str, port: int, since: float) -> bool:
        """Whether one came from there after ``since``; a name stands for any address, port 0 for any port."""
        named = not _ADDRESS.fullmatch(host)
        return any(
            at >= since and (named or host == address) and port in (0, heard_port)
            for (address, heard_port), at in self._heard.items()
        )
