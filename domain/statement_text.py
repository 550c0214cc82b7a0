"""The text of a bank's file: banks write cp1251, cp866 or UTF-8, and what the file says about it is not always true."""

import re

from domain.statement import StatementError, StatementFault
from domain.statement_words import WORD

LARGEST = 10 * 1024 * 1024
_ENCODINGS = ("utf-8-sig", "cp1251", "cp866")
_TELLING = (WORD["file_end"], WORD["account_section"], WORD["since"], WORD["encoding"], WORD["version"])
"""Words of which any statement, and the beginning of any, has one."""
_UPPER_HALVES = "".join(map(chr, (0x420, 0x421)))
_TAILS = "".join(sorted(set(bytes(range(0x80, 0xC0)).decode("cp1251", "ignore"))))
# UTF-8 read as cp1251 and stored again: pairs of two certain letters and a tail, three in a row at least.
_TWICE_ENCODED = re.compile(f"(?:[{_UPPER_HALVES}][{re.escape(_TAILS)}]){{3,}}")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\u2500-\u259f]")


def decode(raw: bytes) -> str:
    """The file's text, its encoding found by the words that every statement has.

    Raises:
        StatementError: ``too_large``, ``not_statement``, or ``encoding`` for text that is damaged.
    """
    if len(raw) > LARGEST:
        raise StatementError(StatementFault.TOO_LARGE)
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(WORD["magic"].encode()):
        raise StatementError(_not_ours(raw))
    for encoding in _ENCODINGS:
        text = _attempt(raw, encoding)
        if text is not None and any(word in text for word in _TELLING):
            return _sound(text)
    raise StatementError(StatementFault.TRUNCATED if raw.isascii() else StatementFault.ENCODING)


def _not_ours(raw: bytes) -> StatementFault:
    """The first word in an encoding that no bank uses (UTF-16) is still the first word."""
    wide = WORD["magic"].encode("utf-16-le")
    return StatementFault.ENCODING if wide in raw[:200] or wide[1:] in raw[:200] else StatementFault.NOT_STATEMENT


def _attempt(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise StatementError(StatementFault.TRUNCATED) from None
        return None


def _sound(text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if _NOT_TEXT.search(line) or _TWICE_ENCODED.search(line):
            raise StatementError(StatementFault.ENCODING, number)
    return text
