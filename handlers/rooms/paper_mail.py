"""Documents by e-mail: the address is typed once, shown, changed by typing another; what came of it is told."""

from dataclasses import dataclass, replace
from datetime import date

from domain.access import Action, may
from domain.mail import MailOutcome
from domain.mail_address import AddressError, mail_address
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Button, Row, Style, View, back, button, shortened
from handlers.rooms.money_ways import OpenInvoice, OpenPapers
from handlers.rooms.months import first_day, number_of
from handlers.rooms.paper_ways import MailPapers
from handlers.rooms.phrases import sentence
from services.errors import ForbiddenError, NotFoundError
from services.mailing import ActRef, InvoiceRef, MailCard, PaperRef
from texts import Html, Texts, joined
from texts.months import month

_WAITS = "mail"


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
    return View(joined(lines), [*rows, _back(parcel, t)])


def question(parcel: Parcel, t: Texts, said: Html | None = None) -> View:
    """Asks for the address."""
    ask = [said, t("mailing-ask-again")] if said else [t("mailing-ask"), t("mailing-remembered")]
    lines = [*_head(parcel, t), *ask]
    return View(joined(lines), [_back(parcel, t)], sweep=True)


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


def _back(parcel: Parcel, t: Texts) -> Row:
    if parcel.month is None:
        return back(t, OpenInvoice(parcel.what.invoice_id), t.plain("mailing-to-invoice"))
    return back(t, OpenPapers(number_of(parcel.month)), t.plain("papers"))


async def mail_papers(context: BotContext, press: MailPapers) -> View:
    """To which address? From now on a typed address is the answer."""
    parcel = await _parcel(context, press)
    address = await context.services.mailing.address(context.member)
    await _expect(context, press)
    return view(parcel, address, context.texts)


async def change_address(context: BotContext, press: ChangeAddress) -> View:
    """Another address, typed."""
    parcel = await _parcel(context, MailPapers(press.invoice_id, press.month))
    await _expect(context, parcel.what)
    return question(parcel, context.texts)


async def send_papers(context: BotContext, press: SendPapers) -> View | None:
    """Send to the address that is known. A second tap, or one long after, asks again and sends nothing."""
    what = MailPapers(press.invoice_id, press.month)
    address = await context.services.mailing.address(context.member)
    if not address or await context.services.awaited.what(context.member, context.now) != _waits(what):
        context.toast(context.texts.plain("mailing-once"))
        return None
    return await _send(context, await _parcel(context, what), address)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """An address where one is awaited; None for all else."""
    what = _awaited(await context.services.awaited.what(context.member, context.now) or "")
    if what is None or not may(context.member.role, Action.MAIL_DOCUMENTS):
        return None
    parcel = await _parcel(context, what)
    await _expect(context, what)
    refused = not_text(typed, context.texts)
    try:
        address = mail_address(typed.text)
    except AddressError:
        return question(parcel, context.texts, refused or context.texts("error-mail-address"))
    return await _send(context, parcel, address)


async def _send(context: BotContext, parcel: Parcel, address: str) -> View:
    await context.services.awaited.stop(context.member)

    async def send() -> View:
        card = await context.services.mailing.send(context.member, parcel.papers, address, context.now)
        if card.outcome is not MailOutcome.SENT:
            await _expect(context, parcel.what)
        return outcome(parcel, card, context.texts)

    context.later(send)
    return going(parcel, address, context.texts)


async def _parcel(context: BotContext, what: MailPapers) -> Parcel:
    """Raises ``NotFoundError`` where there is nothing of the contract to send."""
    money, member, now = context.services.money, context.member, context.now
    if not may(member.role, Action.MAIL_DOCUMENTS):
        raise ForbiddenError
    first = first_day(what.month)
    if what.invoice_id or first is None:
        card = await money.invoices.card(member, what.invoice_id, now)
        return Parcel(replace(what, month=0), card.number, None, (InvoiceRef(card.id),))
    papers = await money.months.papers(member, first, now)
    refs: list[PaperRef] = [InvoiceRef(item.id) for item in papers.invoices]
    refs += [ActRef(first)] if papers.act else []
    if not refs:
        raise NotFoundError
    return Parcel(what, "", first, tuple(refs))


async def _expect(context: BotContext, what: MailPapers) -> None:
    await context.services.awaited.expect(context.member, _waits(what), context.now)


def _waits(what: MailPapers) -> str:
    return f"{_WAITS} {what.invoice_id} {what.month}"


def _awaited(waits: str) -> MailPapers | None:
    kind, _, numbers = waits.partition(" ")
    return MailPapers(*map(int, numbers.split())) if kind == _WAITS else None


ROOM: Room = (on(MailPapers, mail_papers), on(ChangeAddress, change_address), on(SendPapers, send_papers), hears(heard))
