"""A list of names that nobody asked for: several, one a line, or a table. It is only shown; a tap adds the people."""

import re

from handlers.kit.asking import Typed
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears
from handlers.kit.screen import View
from handlers.rooms.user_import import adds, not_read, read

_NAME = re.compile(r"\W*\d{0,4}\W*(?P<word>[^\W\d_]\S*)(?:\s+[^\W\d_]\S*){1,3}(?:\s*[,;\t(<+\d].*)?[\s,;]*")
"""A line that is a person's name: two words or more, and something behind them at most."""
_CAPITALS = 2


async def heard(context: BotContext, typed: Typed) -> View | None:
    """The preview, or the question what becomes of that which is not finished; None for anything else."""
    if not adds(context) or not (_table(typed) or _names(typed.text)):
        return None
    return await not_read(context, typed) or await read(context, typed)


def _table(typed: Typed) -> bool:
    return typed.file is not None and typed.file.name.lower().endswith((".csv", ".xlsx"))


def _names(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(map(_is_name, lines))


def _is_name(line: str) -> bool:
    capitals = [word for word in re.findall(r"[^\W\d_]\S*", line) if word[0].isupper()]
    return _NAME.fullmatch(line) is not None and len(capitals) >= _CAPITALS


ROOM: Room = (hears(heard),)
