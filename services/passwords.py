"""Passwords and links that a person can read aloud and type: no 0 and O, no 1, l and I."""

import hashlib
import secrets
import string
from typing import Final

ALPHABET: Final = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lIo")))
"""56 characters."""

LENGTH: Final = 20
"""116 random bits: no list of hashes gives such a password back."""

CODE_ALPHABET: Final = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("01ilo")))
"""31 characters that are typed without the shift key."""

CODE_LENGTH: Final = 12
"""59 random bits, which nobody guesses within a day; short enough to type on another machine."""

_GROUP = 4


def new_password() -> str:
    """Twenty random characters."""
    return readable(LENGTH)


def new_code() -> str:
    """A code of a link, as it is kept: :data:`CODE_LENGTH` characters of :data:`CODE_ALPHABET`."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def grouped(code: str) -> str:
    """A code as it is shown: "abcd-efgh-jkmn"."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def typed_code(text: str) -> str:
    """A code as somebody typed it, brought to the form in which it is kept: any case, hyphens and spaces or none."""
    return "".join(text.split()).replace("-", "").lower()


def readable(length: int) -> str:
    """So many random characters of :data:`ALPHABET`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def ha1(login: str, realm: str, password: str) -> str:
    """What a SIP server keeps to prove a digest, 32 hexadecimal digits (RFC 2617, section 3.2.2.2).

    As good as the password within its realm: never shown, never logged.
    """
    return hashlib.md5(f"{login}:{realm}:{password}".encode(), usedforsecurity=False).hexdigest()
