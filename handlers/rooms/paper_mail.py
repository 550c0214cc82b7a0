"""Documents by e-mail: the address is typed once, shown, sent to after a yes; what came of it is told."""

from dataclasses import replace

from domain.access import Action, may
from domain.mail import MailOutcome
from domain.mail_address import AddressError, mail_address
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View
from handlers.rooms.months import first_day
from handlers.rooms.paper_mail_view import ChangeAddress, Parcel, SendPapers, going, outcome, question, view
from handlers.rooms.paper_ways import MailPapers
from services.errors import ForbiddenError, NotFoundError
from services.mailing import ActRef, InvoiceRef, MailCard, PaperRef

_WAITS = "mail"


async def mail_papers(context: BotContext, press: MailPapers) -> View:
    """To which address? From now on a typed address is the answer."""
    parcel = await _parcel(context, press)
    tried = await context.services.awaited.answer(context.member, _waits(press), context.now)
    address = tried or await context.services.mailing.address(context.member)
    await _expect(context, press, address)
    return view(parcel, address, context.texts)


async def change_address(context: BotContext, press: ChangeAddress) -> View:
    """Another address, typed."""
    parcel = await _parcel(context, MailPapers(press.invoice_id, press.month))
    await _expect(context, parcel.what)
    return question(parcel, context.texts)


async def send_papers(context: BotContext, press: SendPapers) -> View | None:
    """Send to the address that is shown. A second tap, or one long after, asks again and sends nothing."""
    what = MailPapers(press.invoice_id, press.month)
    parcel = await _parcel(context, what)
    address = await context.services.awaited.answer(context.member, _waits(what), context.now)
    if not address:
        context.toast(context.texts.plain("mailing-once"))
        return None
    return await _send(context, parcel, address)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """An address where one is awaited, shown before anything is sent to it; None for all else."""
    what = _awaited(await context.services.awaited.what(context.member, context.now) or "")
    if what is None or not may(context.member.role, Action.MAIL_DOCUMENTS):
        return None
    parcel = await _parcel(context, what)
    refused = not_text(typed, context.texts)
    try:
        address = mail_address(typed.text)
    except AddressError:
        await _expect(context, what)
        return question(parcel, context.texts, refused or context.texts("error-mail-address"))
    await _expect(context, what, address)
    return view(parcel, address, context.texts)


async def _send(context: BotContext, parcel: Parcel, address: str) -> View:
    """Hand it over later. Meanwhile there is no address to say yes to, so a second tap sends nothing."""
    await _expect(context, parcel.what)

    async def send() -> View:
        card = await context.services.mailing.send(context.member, parcel.papers, address, context.now)
        await _over(context, parcel, card)
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


async def _over(context: BotContext, parcel: Parcel, card: MailCard) -> None:
    """A letter that did not go may be tried again, unless the person went elsewhere meanwhile."""
    awaited, member = context.services.awaited, context.member
    if await awaited.what(member, context.now) != _waits(parcel.what):
        return
    if card.outcome is MailOutcome.SENT:
        await awaited.stop(member)
    else:
        await _expect(context, parcel.what, "" if card.outcome is MailOutcome.NO_MAILBOX else card.address)


async def _expect(context: BotContext, what: MailPapers, address: str = "") -> None:
    await context.services.awaited.expect(context.member, _waits(what), context.now, address)


def _waits(what: MailPapers) -> str:
    return f"{_WAITS} {what.invoice_id} {what.month}"


def _awaited(waits: str) -> MailPapers | None:
    kind, _, numbers = waits.partition(" ")
    return MailPapers(*map(int, numbers.split())) if kind == _WAITS else None


ROOM: Room = (on(MailPapers, mail_papers), on(ChangeAddress, change_address), on(SendPapers, send_papers), hears(heard))
