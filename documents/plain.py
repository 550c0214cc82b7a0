"""Text of strangers (names, addresses, purposes) made fit for paper: no control characters, no endless words."""

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
NBSP = "\u00a0"
_NO_BREAK = "\u00a0\u202f"
# Marks that turn the direction of what follows: a name must not turn the sum beside it.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff")
# What follows a short word with a full stop ("st. 11", initials) or a number sign stays on its line.
_AFTER_ABBREVIATION = re.compile(r"(?:(?<=\b\w\.)|(?<=\b\w\w\.)|(?<=\b\w\w\w\.)|(?<=№)) (?=\w)")
_LONG_RUN = re.compile(rf"(?:[^\s\-{ZERO_WIDTH_SPACE}]|[{_NO_BREAK}]){{28,}}")
# Never between a letter and the mark that belongs to it.
_EIGHT = re.compile(r".{8}(?![\u0300-\u036f\u200d\ufe0e\ufe0f])(?<!\u200d)(?!$)")


def plain(text: str, longest: int = 2000) -> str:
    """One line of ``text``: white space runs become one space, what cannot be printed goes, the rest is cut."""
    kept = "".join(_printable(character) for character in text)
    line = re.sub(rf"[^\S{_NO_BREAK}]+", " ", kept).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def set_in_type(text: str) -> str:
    """``text`` for a column: abbreviations stay with their words, an endless word may break every eight letters."""
    bound = _AFTER_ABBREVIATION.sub(NBSP, text)
    return _LONG_RUN.sub(lambda run: _EIGHT.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", run[0]), bound)


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    # Surrogates cannot be written as UTF-8; unassigned and private ones have no glyph that two readers would agree on.
    return "" if category in ("Cs", "Cn", "Co") or character in _TURNING else character
