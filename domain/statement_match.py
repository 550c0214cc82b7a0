"""Which invoice a payment of a statement pays: number, sum and payer must all agree, or a person decides."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.statement import Document


class RowState(StrEnum):
    """What became of a payment in a statement."""

    CREDITED = "credited"
    WAITING = "waiting"
    DISMISSED = "dismissed"


class WaitReason(StrEnum):
    """Why a payment waits for a person's decision."""

    NO_INVOICE = "no_invoice"
    AMBIGUOUS = "ambiguous"
    PAYER_UNKNOWN = "payer_unknown"
    OTHER_PAYER = "other_payer"
    OTHER_SUM = "other_sum"
    ALREADY_PAID = "already_paid"
    CANCELLED = "cancelled"
    BILLING = "billing"


@dataclass(frozen=True)
class Candidate:
    """An invoice that the purpose of a payment names. ``left`` is what is still to be paid, kopecks.

    ``payer_inn`` empty: not known. ``billing``: the contract's payments come from its billing, never from statements.
    ``number`` is as printed, where ``key`` has no signs in it: "1-12" and "112" are one key.
    """

    invoice_id: int
    key: str
    left: int
    payer_inn: str
    cancelled: bool = False
    billing: bool = False
    number: str = ""


@dataclass(frozen=True)
class Match:
    """``reason`` None: the payment pays the invoice, else it waits; the invoice is then the one it might pay."""

    invoice_id: int | None
    reason: WaitReason | None


LONGEST_KEY = 64
_JOINED = 6
"""So many pieces of a number may stand apart: "VT - 2026 - 1147" is three."""
_LONGEST_PURPOSE = 500
_LATIN = "ABEKMHOPCTYX"
_CYRILLIC = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
# Letters that look alike in both alphabets are typed in either; the number sign is no letter.
_ALIKE = str.maketrans(_LATIN + "\u0401\u2116", _CYRILLIC + "\u0415 ")
_SCHET, _DOGOVOR = "\u0421\u0427(?:\u0401|\u0415|[^\\w\u0401])", "\u0414\u041e\u0413"
# "Invoice 57", "inv. 57", their Russian twins, and a bare number sign; but never the number of a contract.
_NUMBERED = re.compile(rf"(?<!\w)(?:{_SCHET}|INV)[^,;\d]{{0,20}}\d|\u2116\s*[^\W\d]{{0,6}}\W?\d")
_CONTRACT = re.compile(rf"(?<!\w)(?:{_DOGOVOR}|CONTRACT)[^\W\d]*\W*N?\W*\d[^\s,;]*")
_PIECE = re.compile(r"[^\W_]+")


def number_key(number: str) -> str:
    """A number as it is searched for: letters and digits alone, in one case, look-alike letters as one."""
    return "".join(_pieces(number))[:LONGEST_KEY]


def possible_keys(purpose: str) -> set[str]:
    """Every key that the words of a payment's purpose may hold: neighbouring pieces, a digit among them."""
    pieces = _pieces(purpose[:_LONGEST_PURPOSE])
    keys = {
        "".join(pieces[start : start + length])
        for start in range(len(pieces))
        for length in range(1, _JOINED + 1)
        if start + length <= len(pieces)
    }
    return {key for key in keys if any(map(str.isdigit, key)) and len(key) <= LONGEST_KEY}


def names_invoice(purpose: str) -> bool:
    """Whether the words of a purpose give any invoice's number; a contract's number, a date, a sum are none."""
    return _NUMBERED.search(_CONTRACT.sub(" ", purpose[:_LONGEST_PURPOSE].upper())) is not None


def match(document: Document, candidates: Sequence[Candidate]) -> Match:
    """The one invoice that number, sum and payer agree on; else why a person has to decide."""
    judged = [(_against(document, candidate), candidate) for candidate in _fullest(candidates)]
    agreed = [candidate for reason, candidate in judged if reason is None]
    if len(agreed) == 1 and not _meant_elsewhere(document, agreed[0], candidates):
        return Match(agreed[0].invoice_id, None)
    if agreed or len(judged) > 1:
        return Match(None, WaitReason.AMBIGUOUS)
    if not judged:
        return Match(None, WaitReason.NO_INVOICE)
    reason, candidate = judged[0]
    return Match(candidate.invoice_id, reason)


def _against(document: Document, candidate: Candidate) -> WaitReason | None:
    checks = (
        (candidate.billing, WaitReason.BILLING),
        (candidate.cancelled, WaitReason.CANCELLED),
        (candidate.left <= 0, WaitReason.ALREADY_PAID),
        (not candidate.payer_inn, WaitReason.PAYER_UNKNOWN),
        (document.payer_inn != candidate.payer_inn, WaitReason.OTHER_PAYER),
        (document.amount != candidate.left, WaitReason.OTHER_SUM),
    )
    return next((reason for fails, reason in checks if fails), None)


def _meant_elsewhere(document: Document, agreed: Candidate, candidates: Iterable[Candidate]) -> bool:
    """Another invoice of this sum is written just so in the purpose, and the one whose payer it is is not."""
    same = [each for each in candidates if each.key == agreed.key and each.left == document.amount]
    written = [_written(each.number, document.purpose) for each in same if each is not agreed]
    return any(written) and not _written(agreed.number, document.purpose)


def _written(number: str, purpose: str) -> bool:
    exact = rf"(?<![^\W_]){re.escape(_plain(number))}(?![^\W_])"
    return bool(number) and re.search(exact, _plain(purpose[:_LONGEST_PURPOSE])) is not None


def _fullest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A number that is a part of a longer one found as well ("1147" of "VT-2026-1147") was not meant."""
    found = list(candidates)
    return [one for one in found if not any(one.key != other.key and one.key in other.key for other in found)]


def _pieces(text: str) -> list[str]:
    return [piece for word in _PIECE.findall(_plain(text)) for piece in _split(word)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).upper().translate(_ALIKE)


def _split(word: str) -> list[str]:
    """Letters and digits apart, so that a number stands free of a word written to it ("N57")."""
    return re.findall(r"\d+|\D+", word)
