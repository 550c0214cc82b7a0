"""The QR of a payment by GOST R 56042-2014: requisites that a bank's app reads instead of a person typing.

It was made for payments of individuals: an app for companies may read it or not, so nothing is promised beside it.
"""

import io
from enum import StrEnum
from typing import NamedTuple

import segno

from documents.plain import NBSP, plain
from domain.requisites import Requisites

MODULE_MM = 0.42
"""A module of the symbol on paper: 2.5 pixels of a scan at 150 dpi."""
_BORDER = 2


class Charset(StrEnum):
    """The digit after "ST0001" and the encoding that it announces."""

    CP1251 = "1"
    UTF8 = "2"
    KOI8_R = "3"

    @property
    def codec(self) -> str:
        """The name that Python knows the encoding under."""
        return {"1": "cp1251", "2": "utf-8", "3": "koi8-r"}[self.value]


class Drawing(NamedTuple):
    """A symbol as SVG and the side it should have on paper, millimetres."""

    svg: str
    side: float


def payload(
    seller: Requisites, kopecks: int, purpose: str, payer_inn: str = "", charset: Charset = Charset.UTF8
) -> bytes:
    """The bytes of the symbol: the five mandatory fields first and in order, then what we know, Sum in kopecks.

    Raises:
        UnicodeEncodeError: the charset has no such letter (UTF-8 has them all).
    """
    fields = [
        ("Name", _value(seller.name, 160)),
        ("PersonalAcc", seller.account),
        ("BankName", _value(seller.bank, 45)),
        ("BIC", seller.bic),
        ("CorrespAcc", seller.correspondent_account or "0"),
        ("Sum", str(kopecks)),
        ("Purpose", _value(purpose, 210)),
        ("PayeeINN", seller.inn),
        ("KPP", seller.kpp),
        ("PayerINN", payer_inn if payer_inn.isascii() and payer_inn.isdecimal() else ""),
    ]
    body = "|".join(f"{name}={value}" for name, value in fields if value)
    return f"ST0001{charset}|{body}".encode(charset.codec)


def draw(content: bytes) -> Drawing:
    """The symbol of ``content``, error correction M (a crumpled print still reads)."""
    symbol = segno.make_qr(content, error="m", boost_error=False)
    svg = io.BytesIO()
    symbol.save(svg, kind="svg", border=_BORDER, xmldecl=False, svgns=True, omitsize=True)
    return Drawing(svg.getvalue().decode(), round((symbol.symbol_size(border=_BORDER)[0]) * MODULE_MM, 1))


def _value(text: str, longest: int) -> str:
    """A value may hold anything but the separator, and ordinary spaces alone: it is typed into a bank's form."""
    return plain(text.replace("|", " ").replace(NBSP, " "), longest).replace(NBSP, " ")
