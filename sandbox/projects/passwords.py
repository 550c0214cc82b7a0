"""Tells whether a typed password is right by the verifier that the API delivers: the password itself never comes here.

Format: ``$scrypt$ln=14,r=8,p=1$<salt>$<key>``, base64 without padding, as docs/api.md describes it.
"""

import base64
import hashlib
import hmac
import re

_FORM = re.compile(r"\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)")
_MEMORY = 64 * 1024 * 1024


def fits(typed: str, verifier: str) -> bool:
    """Whether the typed password is the one that the verifier was made of; nothing fits an empty one."""
    found = _FORM.fullmatch(verifier)
    if found is None:
        return False
    cost, block, lanes = (int(number) for number in found.groups()[:3])
    salt, key = (base64.b64decode(text + "=" * (-len(text) % 4)) for text in found.groups()[3:])
    made = hashlib.scrypt(typed.encode(), salt=salt, n=1 << cost, r=block, p=lanes, dklen=len(key), maxmem=_MEMORY)
    return hmac.compare_digest(made, key)
