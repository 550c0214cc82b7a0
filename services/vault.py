"""The vault: the only place that seals secrets and opens them, and that makes one-time tokens.

A sealed secret is text: ``v1.<key id>.<base64url of nonce, ciphertext and tag>``, AES-256-GCM (NIST SP 800-38D) with
a random 96-bit nonce. The key of a purpose is derived from a key of SECRET_KEYS by HKDF-SHA256 (RFC 5869). The
associated data bind version, key, purpose and the secret's own id, so a sealed text copied to another row or another
column does not open.
"""

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION: Final = "v1"
KEY_BYTES: Final = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_TOKEN_BYTES = 32  # 43 characters; a deep link of Telegram takes 64 of A-Z a-z 0-9 _ -
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")


class VaultError(Exception):
    """A fault of the vault. No message holds a secret, a key or a sealed text."""


class SecretKeysError(VaultError, ValueError):
    """SECRET_KEYS cannot be used. The message says what to write."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"SECRET_KEYS: {problem}. Write id:key[,id:key], the newest first; a key is 32 random bytes in base64, "
            "such as `openssl rand -base64 32` prints"
        )


class UnknownKeyError(VaultError):
    """The secret was sealed with a key that SECRET_KEYS no longer lists; ``key_id`` names it."""

    def __init__(self, key_id: str) -> None:
        super().__init__(
            f"A secret is sealed with the key {key_id!r}, which SECRET_KEYS does not list; add that key again"
        )
        self.key_id = key_id


class SealBrokenError(VaultError):
    """The text is not what the vault sealed for this secret and purpose: changed, cut, or taken from another row."""

    def __init__(self) -> None:
        super().__init__("A sealed secret does not open: it was changed, or it belongs to another row or purpose")


class Vault:
    """Seals with the newest key, opens with every key it has.

    ``keys`` maps the id of a key (1 to 16 of A-Z a-z 0-9 _ -) to its 32 bytes, the newest first.
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        """Raise :class:`SecretKeysError` for no key, a bad id, or a key that is not 32 bytes."""
        if not keys:
            raise SecretKeysError("there is no key")
        for key_id, key in keys.items():
            _check_key(key_id, key)
        self._keys = dict(keys)
        self._newest = next(iter(keys))
        self._ciphers: dict[tuple[str, str], AESGCM] = {}

    def __repr__(self) -> str:
        return f"Vault(keys={list(self._keys)})"

    def seal(self, secret: str, secret_id: str, purpose: str) -> str:
        """Seal ``secret`` for the row that keeps ``secret_id`` (see :func:`new_secret_id`) and for one purpose."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = self._cipher(self._newest, purpose)
        box = cipher.encrypt(
            nonce, secret.encode("utf-8", "surrogatepass"), _associated(self._newest, purpose, secret_id)
        )
        return f"{VERSION}.{self._newest}.{base64.urlsafe_b64encode(nonce + box).decode().rstrip('=')}"

    def open(self, sealed: str, secret_id: str, purpose: str) -> str:
        """The secret as it was sealed. Raises :class:`UnknownKeyError` or :class:`SealBrokenError`."""
        key_id, data = _parse(sealed)
        if key_id not in self._keys:
            raise UnknownKeyError(key_id)
        nonce, box = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
        try:
            opened = self._cipher(key_id, purpose).decrypt(nonce, box, _associated(key_id, purpose, secret_id))
        except InvalidTag:
            raise SealBrokenError from None
        return opened.decode("utf-8", "surrogatepass")

    def needs_reseal(self, sealed: str) -> bool:
        """True when the text was sealed with an older key. Raises :class:`SealBrokenError` for no sealed text."""
        return _parse(sealed)[0] != self._newest

    def reseal(self, sealed: str, secret_id: str, purpose: str) -> str:
        """The same secret under the newest key; raises as :meth:`open` does."""
        return self.seal(self.open(sealed, secret_id, purpose), secret_id, purpose)

    def _cipher(self, key_id: str, purpose: str) -> AESGCM:
        cipher = self._ciphers.get((key_id, purpose))
        if cipher is None:
            derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=_joined("linekeeper", VERSION, purpose))
            cipher = self._ciphers[key_id, purpose] = AESGCM(derived.derive(self._keys[key_id]))
        return cipher


def parse_secret_keys(text: str) -> dict[str, bytes]:
    """The keys of the setting SECRET_KEYS, newest first. Raises :class:`SecretKeysError`, with no key in it."""
    keys: dict[str, bytes] = {}
    for number, item in enumerate((part.strip() for part in text.split(",")), start=1):
        key_id, colon, encoded = item.partition(":")
        if not colon:
            raise SecretKeysError(
                f"item {number} has no colon between id and key" if item else f"item {number} is empty"
            )
        _check_key(key_id, key := _decoded(encoded.strip(), number))
        if key_id in keys:
            raise SecretKeysError(f"the id {key_id!r} is there twice")
        keys[key_id] = key
    return keys


def new_secret_id() -> str:
    """An id for a secret, made before its row exists: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """A one-time token: 256 random bits as 43 characters of A-Z a-z 0-9 _ -, fit for a Telegram deep link.

    https://core.telegram.org/bots/features#deep-linking takes up to 64 of these characters.
    """
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_token(token: str) -> str:
    """What is kept of a token: SHA-256 in 64 hexadecimal digits. Enough for a token of 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _check_key(key_id: str, key: bytes) -> None:
    if not _KEY_ID.fullmatch(key_id):
        raise SecretKeysError("an id of a key is 1 to 16 letters, digits, _ or -")
    if len(key) != KEY_BYTES:
        raise SecretKeysError(f"the key {key_id!r} has {len(key)} bytes, not {KEY_BYTES}")


def _decoded(encoded: str, number: int) -> bytes:
    """Both alphabets of base64, with or without the padding."""
    plain = encoded.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise SecretKeysError(f"the key of item {number} is not base64") from None


def _parse(sealed: str) -> tuple[str, bytes]:
    """Key id, and nonce with box. Only the one spelling that :meth:`Vault.seal` writes is taken."""
    version, _, rest = sealed.partition(".")
    key_id, _, encoded = rest.partition(".")
    try:
        data = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise SealBrokenError from None
    canonical = base64.urlsafe_b64encode(data).decode().rstrip("=") == encoded
    if version != VERSION or not _KEY_ID.fullmatch(key_id) or not canonical or len(data) < _NONCE_BYTES + _TAG_BYTES:
        raise SealBrokenError
    return key_id, data


def _associated(key_id: str, purpose: str, secret_id: str) -> bytes:
    return _joined(VERSION, key_id, purpose, secret_id)


def _joined(*parts: str) -> bytes:
    """Parts with their lengths, so that no two lists of parts give the same bytes."""
    return b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
