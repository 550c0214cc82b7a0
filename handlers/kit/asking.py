"""Forms: one question at a time below the draft, a visible way out, typed answers.

The draft itself is a row that services keep, so a form goes on after a restart.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from handlers.kit.press import Press
from handlers.kit.screen import Row, View, button, home
from services.errors import FileTooLargeError
from texts import Html, Texts, joined

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Incoming:
    """A file that a person sent: its name, bytes as Telegram announces them (0: not told), and a way to its content.

    https://core.telegram.org/bots/api#getfile
    """

    name: str
    size: int
    fetch: Callable[[], Awaitable[bytes]] = field(repr=False)

    async def read(self, most: int) -> bytes:
        """The content, of at most so many megabytes. Raises ``FileTooLargeError`` and ``FileLostError``."""
        if self.size > most * MEGABYTE:
            raise FileTooLargeError(most=most)
        content = await self.fetch()
        if len(content) > most * MEGABYTE:
            raise FileTooLargeError(most=most)
        return content


@dataclass(frozen=True)
class Typed:
    """What a person sent: its text, "" for anything that is no text (a voice, a picture, a sticker, a file).

    ``erase`` deletes the message from the chat and tells whether Telegram did it (it refuses after 48 hours).
    The text may be a secret, so ``repr`` hides it. ``file`` is the document that came, if one did.
    """

    text: str = field(repr=False)
    erase: Callable[[], Awaitable[bool]] = field(repr=False)
    file: Incoming | None = None


def form(
    t: Texts, draft: Sequence[Html | None], said: Sequence[Html | None], rows: Sequence[Row], leave: Press
) -> View:
    """The draft, below it a refusal and the question, the answers on buttons, and the way out as the last row."""
    return View(joined([*draft, *said]), [*rows, [button(t.plain("cancel"), leave), *home(t)]], sweep=True)


async def erased(typed: Typed, t: Texts) -> Html | None:
    """Delete a typed secret at once. Where Telegram refuses, the words that ask the person to do it."""
    return None if await typed.erase() else t("ask-erase-yourself")


def not_text(typed: Typed, t: Texts) -> Html | None:
    """A short word for a voice, a picture or a sticker; None for a text."""
    return None if typed.text.strip() else t("ask-text-only")
