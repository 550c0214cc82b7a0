"""Entities that Telegram finds by itself: commands, mentions, hashtags, addresses."""

import re
from typing import Any

from sandbox.telegram import utf16

Json = dict[str, Any]

TLDS = "com|org|net|ru|info|biz|me|io|dev|app|рф|su|edu|gov|uk|de|fr|eu|us|tv|ai|co|online|site|cloud|shop|tech"
PATTERNS = (
    ("email", re.compile(rf"(?<![\w.+-])[A-Za-z0-9][\w.+-]{{0,63}}@(?:[\w-]+\.)+(?:{TLDS})(?![\w-])", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"(?<![\w.@/-])(?:(?:https?|ftp)://(?:[\w-]+\.)+[\w-]{{2,}}|(?:[\w-]+\.)+(?:{TLDS})(?![\w@-]))"
            r"(?::\d{1,5})?(?:[/?#][^\s<>\"]*[^\s<>\".,;:!?)\]])?/?",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\w/<>])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?![\w$])")),
)
OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"}


def find(text: str, given: list[Json]) -> list[Json]:
    """Entities nobody wrote, outside of the ``given`` ones that hide them and of each other."""
    offsets = utf16.boundaries(text)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in OPAQUE]
    found: list[Json] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = offsets[match.start()], offsets[match.end()]
            if end > start and all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found
