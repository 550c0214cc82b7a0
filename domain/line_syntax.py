"""What of a typed name or login means something in a SIP message (RFC 3261, section 25.1) and so has no place in it;
what a telephone number may be written with.

A line's name stands in no SIP message today; that it could is what keeps it free of the syntax of one.
"""

import re

_NAME = re.compile(r"""[<>"\\]|;(?=\S|\s*[\w.!%*`'~+-]+\s*=)|^\s*sips?:""", re.I)
"""A semicolon before a blank is of the language, unless a parameter follows."""
_LOGIN = re.compile(r'[<>"\\]|^\s*sips?:', re.I)
_USER_PART = re.compile(r"[!-~]+")
_PHONE = re.compile(r"[\w\s+()\[\].,:;/#*№–—-]+")
_QUOTED = re.compile(r'"([^"<>\\]*)"')


def signs_of_name(text: str) -> tuple[str, ...]:
    """The marks that are to go from a name."""
    return _signs(_NAME, text)


def signs_of_login(text: str) -> tuple[str, ...]:
    """The marks that are to go from a login."""
    return _signs(_LOGIN, text)


def is_login(text: str) -> bool:
    """Whether the user part of a SIP URI holds it, as it is or escaped; blanks and letters of other scripts could be
    escaped too, but no carrier gives such logins: they are slips of the keyboard."""
    return _USER_PART.fullmatch(text) is not None


def is_readable_phone(text: str) -> bool:
    """Whether somebody can dial it."""
    return _PHONE.fullmatch(text) is not None and sum(char.isdecimal() for char in text) >= 3


def with_quotes(text: str) -> str:
    """Straight quotes in pairs become those of the language; a SIP header has only straight ones."""
    opening, closing = "\u201c\u201d" if text.isascii() else "\u00ab\u00bb"
    return _QUOTED.sub(rf"{opening}\1{closing}", text)


def _signs(syntax: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(sorted({match[0].strip().lower() for match in syntax.finditer(text)}))
