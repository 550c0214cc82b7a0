"""Text that is already HTML, told apart by its type from text that is not."""

import html
import re
from collections.abc import Iterable

_TAG = re.compile(r"<[^>]*>")


class Html(str):
    """Text safe to send with ``parse_mode=HTML``: wording of ours with every argument escaped."""

    __slots__ = ()

    @property
    def visible(self) -> str:
        """What a reader sees: no tags, entities resolved."""
        return html.unescape(_TAG.sub("", self))


def escaped(text: str) -> Html:
    """``text`` as HTML; what is HTML already is left alone."""
    return text if isinstance(text, Html) else Html(html.escape(text))


def folded(lines: Iterable[str | None]) -> Html:
    """A quote of lines that folds when it is long. https://core.telegram.org/bots/api#html-style

    It is made here and not in a Fluent message, whose arguments hold 1,000 characters at most.
    """
    return Html(f"<blockquote expandable>{joined(lines)}</blockquote>")


def joined(lines: Iterable[str | None], separator: str = "\n") -> Html:
    """A card of lines: None and empty lines are left out, plain strings are escaped."""
    return Html(separator.join(escaped(line) for line in lines if line))
