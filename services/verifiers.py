"""A password as another service may keep it: enough to tell whether a typed one is right, useless for logging in."""

import asyncio
import base64
import hashlib
from typing import Final

LOG_COST: Final = 14
BLOCK: Final = 8
"""scrypt's N = 2**14 and r = 8 with p = 1 (RFC 7914): 16 MiB and some 40 ms of a processor for each guess."""

_SALT_BYTES, _KEY_BYTES = 16, 32


async def verifier(password: str, secret_id: str) -> str:
    """``$scrypt$ln=14,r=8,p=1$<salt>$<key>``, salt and key in base64 without padding (the PHC string format).

    The salt comes of the secret's own random id, so a verifier read twice is the same twice.
    """
    salt = hashlib.sha256(f"verifier of {secret_id}".encode()).digest()[:_SALT_BYTES]
    key = await asyncio.to_thread(_derived, password.encode(), salt)
    return f"$scrypt$ln={LOG_COST},r={BLOCK},p=1${_text(salt)}${_text(key)}"


def _derived(password: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(password, salt=salt, n=1 << LOG_COST, r=BLOCK, p=1, dklen=_KEY_BYTES)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
