"""What a person sees: a View of text and buttons. Pure: the same card gives the same screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from handlers.kit.press import Press
from texts import Html, Texts

if TYPE_CHECKING:
    from handlers.kit.open_screens import Again

LABEL_LIMIT = 40
"""Characters of a label that a phone shows in one row."""
WHOLE_NAME = 128
"""Characters of the longest name of a line or a person: nothing of it is cut."""


class Style(StrEnum):
    """Colours of a button (Bot API 9.4)."""

    DANGER = "danger"
    SUCCESS = "success"
    PRIMARY = "primary"


@dataclass(frozen=True)
class GoHome(Press, prefix="home"):
    """Back to the person's own start screen."""


@dataclass(frozen=True)
class Button:
    """One button: exactly one of ``press``, ``url`` and ``copy`` (≤256 characters) is set."""

    label: str
    press: Press | None = None
    url: str = ""
    copy: str = ""
    style: Style | None = None


Row = Sequence[Button]


@dataclass(frozen=True)
class View:
    """A screen: HTML text, rows of buttons, and how it arrives. ``protect`` forbids forwarding and saving.

    ``menu`` False is a message that stands for itself (an alert): it never becomes the one live menu message.
    ``fresh``: not on the message under the button, but as one of its own.
    ``sweep``: where this is a fresh message, the menu message before it is deleted, not only stripped: a form is
    drawn anew below every answer, and its older drawings would say the same again.
    ``service``: a screen of what the provider's service is for, so it says when that is suspended.
    ``again``: how a menu screen is drawn anew while it is open (``handlers.kit.open_screens.lasting``).
    """

    text: Html
    rows: Sequence[Row] = ()
    menu: bool = True
    silent: bool = False
    protect: bool = False
    sweep: bool = False
    fresh: bool = False
    service: bool = False
    again: "Again | None" = field(default=None, compare=False)


def button(label: str, press: Press, style: Style | None = None) -> Button:
    """A button that acts. A long label is cut with "…"."""
    return Button(shortened(label), press=press, style=style)


def copy_button(label: str, text: str) -> Button:
    """A button that copies ``text`` to the clipboard; Telegram takes 256 characters."""
    return Button(shortened(label), copy=text[:256])


def url_button(label: str, url: str) -> Button:
    """A button that opens an address."""
    return Button(shortened(label), url=url)


def home(t: Texts) -> list[Button]:
    """The last row of a screen one step below home."""
    return [button(t.plain("home"), GoHome())]


def back(t: Texts, press: Press, label: str = "") -> list[Button]:
    """The last row of a deeper screen: ‹ where we came from · home."""
    return [button(f"‹ {label}" if label else t.plain("back"), press), *home(t)]


def unasked(t: Texts, press: Press) -> list[Button]:
    """The last row of a question that waits for words: leave it without an answer, to where it was asked · home."""
    return [button(t.plain("cancel"), press), *home(t)]


def pairs(buttons: Sequence[Button]) -> list[Row]:
    """Buttons two a row, in order."""
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


def shortened(text: str, limit: int = LABEL_LIMIT) -> str:
    """``text`` in one line of at most ``limit`` characters, cut with "…"."""
    line = text.replace("\n", " ")
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
