"""Passwords and links that a person can read aloud and type: no 0 and O, no 1, l and I."""

import hashlib
import secrets
import string
from typing import Final

ALPHABET: Final = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lIo")))
"""56 characters."""

LENGTH: Final = 20
"""116 random bits: no list of hashes gives such a password back."""


def new_password() -> str:
    """Twenty random characters."""
    return readable(LENGTH)


def readable(length: int) -> str:
    """So many random characters of :data:`ALPHABET`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def ha1(login: str, realm: str, password: str) -> str:
    """What a SIP server keeps to prove a digest, 32 hexadecimal digits (RFC 2617, section 3.2.2.2).

    As good as the password within its realm: never shown, never logged.
    """
    return hashlib.md5(f"{login}:{realm}:{password}".encode(), usedforsecurity=False).hexdigest()
