"""What the templates of an invoice and of an act share, as JSON: words, parties, rows and totals.

Both are in Russian by law, whatever language a reader of the bot has chosen.
"""

from typing import Any

from documents.figures import NBSP, dated, quantity, sum_of
from documents.plain import plain, set_in_type
from domain.language import Language
from domain.papers import Paper, PaperRow, VatTotal
from domain.requisites import Buyer, Requisites
from domain.vat import VatRate
from texts.roubles import in_words
from texts.texts import Texts

Fields = dict[str, Any]
_FITS_A_PAGE = 400
"""Characters of a last row that surely stays on one page with the totals and signatures."""


def russian() -> Texts:
    """The language of documents."""
    return Texts(Language.RU)


def long_date(paper: Paper, t: Texts) -> str:
    """The day of the document with its month in words."""
    return dated(paper.day, t.plain("document-date"), t)


def contract_number(paper: Paper, longest: int = 200) -> str:
    """The number without a number sign of its own: the words around it have one."""
    return plain(paper.contract, longest).removeprefix("№").strip()


def basis(paper: Paper, t: Texts) -> str:
    """The contract that the document stands on."""
    if paper.contract_date is None:
        return t.plain("document-contract-undated", number=contract_number(paper))
    day = dated(paper.contract_date, t.plain("document-short-date"), t)
    return t.plain("document-contract", number=contract_number(paper), date=day)


def fields(paper: Paper, t: Texts) -> Fields:
    """Everything but the title and what only one of the two documents has."""
    return {
        "columns": _columns(paper, t),
        "rows": [_row(number, row, paper, t) for number, row in enumerate(paper.rows, 1)],
        "taxed": _taxed(paper),
        "together": len(paper.rows[-1].name) < _FITS_A_PAGE,
        "author": plain(paper.seller.name),
        "totals": [[t.plain("document-total"), sum_of(paper.total, t)], *_taxes(paper.vat_totals, t)],
        "words": in_words(paper.total),
        "seller": seller_line(paper.seller, t),
        "buyer": buyer_line(paper.buyer, t),
        "basis": [t.plain("document-basis"), set_in_type(basis(paper, t))],
    }


def seller_line(seller: Requisites, t: Texts) -> str:
    """Name, INN, KPP, address and phone in one line."""
    phone = t.plain("document-phone", phone=plain(seller.phone).replace(" ", NBSP)) if seller.phone else ""
    return _party(seller.name, seller.inn, seller.kpp, seller.address, t, phone)


def buyer_line(buyer: Buyer, t: Texts) -> str:
    """The same of the buyer, as far as it is known."""
    return _party(buyer.name, buyer.inn, buyer.kpp, buyer.address, t)


def _party(name: str, inn: str, kpp: str, address: str, t: Texts, phone: str = "") -> str:
    numbers = [
        f"{t.plain('document-inn')}{NBSP}{plain(inn)}" if inn else "",
        f"{t.plain('document-kpp')}{NBSP}{plain(kpp)}" if kpp else "",
    ]
    return set_in_type(", ".join(part for part in [plain(name), *numbers, plain(address), phone] if part))


def _taxed(paper: Paper) -> bool:
    return any(row.vat is not VatRate.NONE for row in paper.rows)


def _columns(paper: Paper, t: Texts) -> list[str]:
    return [
        t.plain("document-column-number"),
        t.plain("document-column-name"),
        t.plain("document-column-quantity"),
        t.plain("document-column-unit"),
        t.plain("document-column-price"),
        t.plain("document-column-rate"),
        *([t.plain("document-column-tax")] if _taxed(paper) else []),
        t.plain("document-column-amount"),
    ]


def _row(number: int, row: PaperRow, paper: Paper, t: Texts) -> list[str]:
    free = row.vat is VatRate.NONE
    tax = t.plain("document-nothing") if free else sum_of(row.tax, t)
    return [
        str(number),
        set_in_type(plain(row.name)),
        quantity(row.quantity, t),
        plain(row.unit, 16),
        sum_of(row.price, t),
        t.plain("document-no-vat") if free else t.plain("document-rate", percent=str(row.vat.percent)),
        *([tax] if _taxed(paper) else []),
        sum_of(row.total, t),
    ]


def _taxes(totals: tuple[VatTotal, ...], t: Texts) -> list[list[str]]:
    if [total.rate for total in totals] == [VatRate.NONE]:
        return [[t.plain("document-tax-free"), t.plain("document-nothing")]]
    return [_tax(total, t) for total in totals]


def _tax(total: VatTotal, t: Texts) -> list[str]:
    if total.rate is VatRate.NONE:
        return [t.plain("document-tax-free-part"), sum_of(total.amount, t)]
    return [t.plain("document-tax-inside", percent=str(total.rate.percent)), sum_of(total.tax, t)]
