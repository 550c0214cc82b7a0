"""The invoice for payment as PDF: requisites as in a payment order, QR, rows, tax by rate, the sum in words."""

from documents import payment_qr
from documents.figures import dated, sum_of
from documents.paper_data import Fields, contract_number, fields, long_date, russian
from documents.plain import NBSP, plain, set_in_type
from documents.typesetter import typesetter
from domain.papers import InvoiceDocument
from domain.requisites import Requisites
from domain.vat import VatRate
from texts.texts import Texts

_LONGEST_PURPOSE = 210
"""Characters, Bank of Russia's rules of payment orders (762-P, field 24)."""


def invoice_pdf(card: InvoiceDocument) -> bytes:
    """One page of A4 for up to about 25 short rows, as many as it takes for more. Equal cards give equal bytes."""
    t = russian()
    qr = payment_qr.draw(qr_payload(card))
    data = {**fields(card, t), **_head(card, t), **_foot(card, t), "qr-side": qr.side}
    return typesetter().pdf("invoice.typ", data, {"qr": qr.svg}, card.day)


def invoice_name(card: InvoiceDocument) -> str:
    """The name of the file, without a character that a file system refuses."""
    t = russian()
    return file_name(t.plain("document-invoice-file", number=plain(card.number, 80)), "pdf")


def payment_purpose(card: InvoiceDocument) -> str:
    """What to write into the payment order, so that the payment finds its invoice: ordinary spaces, at most 210."""
    t = russian()
    day = dated(card.day, t.plain("document-short-date"), t)
    number, contract = plain(card.number, 40), contract_number(card, 40)
    purpose = t.plain("document-payment-purpose", number=number, date=day, contract=contract, tax=_tax(card, t))
    return purpose.replace(NBSP, " ")[:_LONGEST_PURPOSE]


def qr_payload(card: InvoiceDocument) -> bytes:
    """What the QR of the invoice says, GOST R 56042-2014, UTF-8."""
    return payment_qr.payload(card.seller, card.total, payment_purpose(card), card.buyer.inn)


def file_name(stem: str, suffix: str) -> str:
    """``stem.suffix`` with what Windows and Telegram refuse in names turned into dashes."""
    return "".join("-" if sign in '<>:"/\\|?*' else sign for sign in stem).strip(" .") + f".{suffix}"


def _tax(card: InvoiceDocument, t: Texts) -> str:
    taxed = [total for total in card.vat_totals if total.rate is not VatRate.NONE]
    if not taxed:
        return t.plain("document-payment-no-vat")
    parts = [
        t.plain(
            "document-payment-tax-part", percent=str(total.rate.percent), tax=f"{total.tax // 100}-{total.tax % 100:02}"
        )
        for total in taxed
    ]
    return t.plain("document-payment-tax", tax=", ".join(parts))


def _head(card: InvoiceDocument, t: Texts) -> Fields:
    number, day = plain(card.number, 80), long_date(card, t)
    return {
        "title": set_in_type(t.plain("document-invoice-title", number=number, date=day)),
        "short": t.plain("document-invoice-short", number=number, date=day),
        "lead": [_term(card, t), t.plain("document-invoice-lead")],
        "qr-label": t.plain("document-qr"),
        "bank": _bank(card.seller, t),
        "seller-label": t.plain("document-seller"),
        "buyer-label": t.plain("document-buyer"),
        "purpose": [t.plain("document-purpose"), set_in_type(payment_purpose(card))],
    }


def _term(card: InvoiceDocument, t: Texts) -> str:
    if card.due is None:
        return ""
    return t.plain("document-invoice-due", due=dated(card.due, t.plain("document-short-date"), t))


def _bank(seller: Requisites, t: Texts) -> Fields:
    return {
        "bank": set_in_type(plain(seller.bank)),
        "bank-label": t.plain("document-bank"),
        "bic": [t.plain("document-bic"), seller.bic],
        "account-label": t.plain("document-account"),
        "account": seller.account,
        "correspondent": seller.correspondent_account,
        "inn": f"{t.plain('document-inn')} {seller.inn}",
        "kpp": f"{t.plain('document-kpp')} {seller.kpp}" if seller.kpp else "",
        "payee": set_in_type(plain(seller.name)),
        "payee-label": t.plain("document-payee"),
    }


def _foot(card: InvoiceDocument, t: Texts) -> Fields:
    seller, amount = card.seller, sum_of(card.total, t)
    first = t.plain("document-proprietor" if seller.sole_proprietor else "document-director")
    signatures = [[first, plain(seller.director, 40)]]
    if seller.accountant:
        signatures.append([t.plain("document-accountant"), plain(seller.accountant, 40)])
    return {
        "grand": [t.plain("document-to-pay"), t.plain("document-sum", amount=amount)],
        "count": t.plain("document-invoice-count", count=str(len(card.rows)), amount=amount),
        "signatures": signatures,
    }
