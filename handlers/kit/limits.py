"""Telegram's limits on text, counted as Telegram counts: UTF-16 units after the entities are parsed.

https://core.telegram.org/bots/api#sendmessage
"""

import html
import re

from texts import Html

MESSAGE = 4096
CAPTION = 1024
TOAST = 200
_TAG = re.compile(r"<(/?)([a-z-]+)[^>]*>")
_MORE = "…"


def units(text: str) -> int:
    """Length of ``text`` in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def fitted(text: Html, limit: int = MESSAGE) -> Html:
    """``text`` cut to ``limit`` by whole lines, ended with "…"; tags stay paired."""
    if units(text.visible) <= limit:
        return text
    kept: list[str] = []
    room = limit - units("\n" + _MORE)
    for line in text.split("\n"):
        room -= units(Html(line).visible) + 1
        if room < 0:
            break
        kept.append(line)
    if not kept:
        return Html(html.escape(clipped(text.visible, limit)))
    return Html(_closed("\n".join(kept)) + "\n" + _MORE)


def clipped(text: str, limit: int = TOAST) -> str:
    """Plain ``text`` cut to ``limit`` units with "…"; never in the middle of a character."""
    if units(text) <= limit:
        return text
    kept = text
    while units(kept) > limit - 1:
        kept = kept[: len(kept) - max((units(kept) - limit + 1) // 2, 1)]
    return kept.rstrip() + _MORE


def _closed(text: str) -> str:
    """``text`` with closing tags for those left open by a cut."""
    pending: list[str] = []
    for closing, name in _TAG.findall(text):
        if not closing:
            pending.append(name)
        elif pending and pending[-1] == name:
            pending.pop()
    return text + "".join(f"</{name}>" for name in reversed(pending))
