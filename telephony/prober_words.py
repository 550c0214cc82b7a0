"""What pjsip tells only in words: the number behind an error's text, and the answers it could not read."""

import re
from typing import Any

import pjsua2 as pj

_NUMBERS = (range(70_001, 70_030), range(120_001, 120_134), range(171_000, 171_200), range(320_001, 320_080))
"""pjlib, errno, pjsip and pjlib-util; what OpenSSL says has its own words each time."""
_DROPPED = re.compile(r"Dropping \d+ bytes packet from")
_TO = re.compile(r"^(?:To|t)\s*:[^\r\n]*?(sips?:[^>;\s]+)", re.M | re.I)
_FIRST_LINE = re.compile(r"^SIP/2\.0 [^\r\n]*", re.M)
DROP_LOG_LEVEL = 2
MAX_UNREAD = 500


class Statuses:
    """Error texts of pjsip back to their numbers: a slot-free request is told the text alone."""

    def __init__(self, endpoint: Any) -> None:
        known = {endpoint.utilStrError(number): number for numbers in _NUMBERS for number in numbers}
        self._of_text = {text: number for text, number in known.items() if "nknown" not in text}

    def of(self, text: str) -> int:
        """The number; -1 for words that nobody knows."""
        return self._of_text.get(text, -1)


class Unread(pj.LogWriter):  # type: ignore[misc]  # pjsua2 has no type stubs
    """Listens to pjsip's log for answers that it dropped: a challenge of another scheme than Digest, say."""

    def __init__(self) -> None:
        super().__init__()
        self._first_lines: dict[str, str] = {}

    def write(self, entry: Any) -> None:
        """Remember whose answer was dropped, by the URI in To."""
        if not _DROPPED.search(entry.msg):
            return
        to, first = _TO.search(entry.msg), _FIRST_LINE.search(entry.msg)
        if to and first and len(self._first_lines) < MAX_UNREAD:
            self._first_lines[to[1]] = first[0]

    def take(self, uri: str) -> str:
        """The status line of an answer to ``uri`` that could not be read; empty when there was none."""
        return self._first_lines.pop(uri, "")
