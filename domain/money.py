"""Sums of money are whole kopecks everywhere inside; here they come in from text and decimals, exactly."""

import re
from decimal import Decimal, InvalidOperation

LARGEST = 10**15
"""Ten trillion roubles in kopecks: above any sum of ours, below what databases and JSON numbers hold exactly."""

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_SUM = re.compile(r"(\d{1,13})(?:[.,](\d{1,2}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


class BadSumError(ValueError):
    """The text is no sum of money, has parts of a kopeck, or is too large. ``why``: syntax, kopecks or large."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def kopecks(text: str) -> int:
    """A sum as people type it, "50 000", "49866,90", "1 234.5 \u20bd", in kopecks; zero or more.

    "50.000" may be fifty or fifty thousand, so it is refused rather than guessed.

    Raises:
        BadSumError: "syntax" or "large".
    """
    bare = _SPACES.sub("", text).removesuffix("\u20bd")
    if _THOUSANDS.fullmatch(bare):
        raise BadSumError("syntax")
    found = _SUM.fullmatch(bare) if bare.isascii() else None
    if found is None:
        raise BadSumError("syntax")
    return _bounded(int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")))


def from_decimal(roubles: Decimal) -> int:
    """Roubles in kopecks. Raises ``BadSumError``: "kopecks" for parts of one, "large", "syntax" for no number."""
    try:
        exact = roubles * 100
        whole = int(exact)
    except (InvalidOperation, ValueError, OverflowError):
        raise BadSumError("syntax") from None
    if whole != exact:
        raise BadSumError("kopecks")
    return _bounded(whole)


def to_decimal(amount: int) -> Decimal:
    """Kopecks as roubles with two places."""
    return Decimal(amount).scaleb(-2)


def _bounded(amount: int) -> int:
    if abs(amount) > LARGEST:
        raise BadSumError("large")
    return amount
