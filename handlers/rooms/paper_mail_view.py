"""The screens of documents by e-mail: to which address, whether to send, and what came of it."""

from dataclasses import dataclass
from datetime import date

from domain.mail import MailOutcome
from handlers.kit.press import Press
from handlers.kit.screen import Button, Row, Style, View, back, button, shortened, unasked
from handlers.rooms.money_ways import OpenInvoice, OpenPapers
from handlers.rooms.months import number_of
from handlers.rooms.paper_ways import MailPapers
from handlers.rooms.phrases import sentence
from services.mailing import MailCard, PaperRef
from texts import Html, Texts, joined
from texts.months import month


@dataclass(frozen=True)
class SendPapers(Press, prefix="sendpapers"):
    """Yes: send them to the address that is shown. The fields are those of ``MailPapers``."""

    invoice_id: int = 0
    month: int = 0


@dataclass(frozen=True)
class ChangeAddress(Press, prefix="mailaddress"):
    """Ask for another address. The fields are those of ``MailPapers``."""

    invoice_id: int = 0
    month: int = 0


@dataclass(frozen=True)
class Parcel:
    """What is to be sent: an invoice by its number, or the documents of a month."""

    what: MailPapers
    number: str
    month: date | None
    papers: tuple[PaperRef, ...]


def view(parcel: Parcel, address: str, t: Texts, said: Html | None = None) -> View:
    """The address that is known, and the consent; or the question for one."""
    if not address:
        return question(parcel, t, said)
    rows: list[Row] = [
        [button(t.plain("mailing-send"), SendPapers(*_fields(parcel)), Style.PRIMARY), _other(parcel, t)]
    ]
    lines = [*_head(parcel, t), t("mailing-to", address=shortened(address, 60)), said]
    return View(joined(lines), [*rows, _leave(parcel, t)], sweep=True)


def question(parcel: Parcel, t: Texts, said: Html | None = None) -> View:
    """Asks for the address."""
    ask = [said, t("mailing-ask-again")] if said else [t("mailing-ask"), t("mailing-remembered")]
    lines = [*_head(parcel, t), *ask]
    return View(joined(lines), [_leave(parcel, t)], sweep=True)


def going(parcel: Parcel, address: str, t: Texts) -> View:
    """While the letter is on its way to the mail server."""
    said = t("mailing-going", address=shortened(address, 60))
    return View(joined([*_head(parcel, t), said]), [_back(parcel, t)], sweep=True)


def outcome(parcel: Parcel, card: MailCard, t: Texts) -> View:
    """What came of it, and the ways on."""
    sent = card.outcome is MailOutcome.SENT
    values = {"address": shortened(card.address, 60)}  # not every outcome is about the address
    said = t(f"mail-{card.outcome}", **values)
    words = t("mail-words", words=card.words) if card.words and not sent else None
    again = [] if sent else [button(t.plain("mailing-again"), parcel.what), _other(parcel, t)]
    return View(joined([*_head(parcel, t), said, words]), [again, _back(parcel, t)])


def _head(parcel: Parcel, t: Texts) -> list[Html]:
    n = len(parcel.papers)
    if parcel.month is None:
        what = t("mailing-what-invoice", number=shortened(parcel.number, 24))
    else:
        what = t("mailing-what-month", month=sentence(month(parcel.month, t)), n=n)
    return [t("mailing-title"), what]


def _fields(parcel: Parcel) -> tuple[int, int]:
    return parcel.what.invoice_id, parcel.what.month


def _other(parcel: Parcel, t: Texts) -> Button:
    return button(t.plain("mailing-change"), ChangeAddress(*_fields(parcel)))


def _leave(parcel: Parcel, t: Texts) -> Row:
    """Nothing is sent: the way out of the question, to where it was asked."""
    return unasked(t, _origin(parcel))


def _back(parcel: Parcel, t: Texts) -> Row:
    return back(t, _origin(parcel), t.plain("mailing-to-invoice") if parcel.month is None else t.plain("papers"))


def _origin(parcel: Parcel) -> Press:
    if parcel.month is None:
        return OpenInvoice(parcel.what.invoice_id)
    return OpenPapers(number_of(parcel.month))
