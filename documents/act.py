"""The act of services rendered as PDF, for both parties to sign."""

from documents.figures import dated, sum_of
from documents.invoice import file_name
from documents.paper_data import Fields, fields, long_date, russian
from documents.plain import plain, set_in_type
from documents.typesetter import typesetter
from domain.papers import ActDocument
from texts.texts import Texts


def act_pdf(card: ActDocument) -> bytes:
    """A4, as many pages as the rows take. Equal cards give equal bytes."""
    t = russian()
    return typesetter().pdf("act.typ", {**fields(card, t), **_head(card, t), **_foot(card, t)}, {}, card.day)


def act_name(card: ActDocument) -> str:
    """The name of the file, without a character that a file system refuses."""
    t = russian()
    return file_name(t.plain("document-act-file", number=plain(card.number, 80)), "pdf")


def _head(card: ActDocument, t: Texts) -> Fields:
    number, day = plain(card.number, 80), long_date(card, t)
    month = dated(card.month, t.plain("document-month"), t) if card.month else ""
    period = [t.plain("document-act-month"), month]
    return {
        "title": set_in_type(t.plain("document-act-title", number=number, date=day)),
        "short": t.plain("document-act-short", number=number, date=day),
        "month": [period] if month else [],
        "seller-label": t.plain("document-performer"),
        "buyer-label": t.plain("document-customer"),
    }


def _foot(card: ActDocument, t: Texts) -> Fields:
    amount = sum_of(card.total, t)
    return {
        "grand": [t.plain("document-rendered"), t.plain("document-sum", amount=amount)],
        "count": t.plain("document-act-count", count=str(len(card.rows)), amount=amount),
        "done": t.plain("document-act-done"),
        "seal": t.plain("document-seal"),
        "sides": [
            [t.plain("document-performer"), set_in_type(plain(card.seller.name, 300)), plain(card.seller.director, 40)],
            [t.plain("document-customer"), set_in_type(plain(card.buyer.name, 300)), ""],
        ],
    }
