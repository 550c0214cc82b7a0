"""Documents by e-mail: drawn, handed to the mail server at once, written down. What came of it is told, not raised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.mail import MailOutcome
from domain.mail_address import AddressError, mail_address
from models import Account
from services import access, audit
from services.accounts import locked
from services.acts import ActService
from services.cards import MemberCard
from services.errors import MailAddressError, NotFoundError
from services.invoices import InvoiceService
from services.ports import Letter, Mail, PaperFile, Papers

MOST_PAPERS = 10
_KEPT_WORDS = 255


class InvoiceRef(NamedTuple):
    """An invoice of the contract."""

    invoice_id: int


class ActRef(NamedTuple):
    """The act of the month of this day."""

    month: date


PaperRef = InvoiceRef | ActRef


@dataclass(frozen=True)
class MailCard:
    """What came of a letter: ``names`` of its files, the address it went to, the server's own ``words`` (or empty)."""

    outcome: MailOutcome
    address: str
    names: tuple[str, ...]
    words: str = ""


class MailingService:
    """``mail`` None: no mail server is set, every letter comes to ``MailOutcome.OFF``.

    Methods raise ``ForbiddenError`` for roles that have no right to them.
    """

    def __init__(
        self,
        mail: Mail | None = None,
        papers: Papers | None = None,
        invoices: InvoiceService | None = None,
        acts: ActService | None = None,
    ) -> None:
        self._mail, self._papers, self._invoices, self._acts = mail, papers, invoices, acts

    @property
    def on(self) -> bool:
        """Whether letters can be sent at all: offer no button where not."""
        return self._mail is not None

    async def address(self, member: MemberCard) -> str:
        """Where the contract's documents went last; empty: not known yet, ask for it."""
        access.require(member, Action.SEE_MONEY)
        account = await Account.get_or_none(contract_id=member.contract_id)
        return account.email if account else ""

    async def send(self, member: MemberCard, papers: Sequence[PaperRef], address: str, now: datetime) -> MailCard:
        """Draw the documents (at most ten) and send them in one letter; takes up to half a minute, so do it later.

        ``address`` as a person typed it, or the one of ``address()``; it is remembered once the server took
        the letter.

        Raises ``MailAddressError``, ``NotFoundError`` (no such invoice, no act of that month) and
        ``SellerUnknownError``; a server's refusal is an outcome and no error.
        """
        access.require(member, Action.MAIL_DOCUMENTS)
        to = _checked(address)
        if self._mail is None:
            return MailCard(MailOutcome.OFF, to, ())
        files = [await self._drawn(member, paper, now) for paper in papers[:MOST_PAPERS]]
        if not files:
            raise NotFoundError
        letter = Letter(to, member.contract_number, member.contract_name, tuple(files), now)
        outcome, words = await self._mail.send(letter)
        card = MailCard(outcome, to, tuple(file.name for file in files), words)
        await _write_down(member, card, now)
        return card

    async def _drawn(self, member: MemberCard, paper: PaperRef, now: datetime) -> PaperFile:
        if self._papers is None or self._invoices is None or self._acts is None:
            raise NotFoundError
        if isinstance(paper, InvoiceRef):
            return await self._papers.invoice_pdf(await self._invoices.card(member, paper.invoice_id, now))
        return await self._papers.act_pdf(await self._acts.card(member, paper.month, now))


def _checked(address: str) -> str:
    try:
        return mail_address(address)
    except AddressError:
        raise MailAddressError from None


async def _write_down(member: MemberCard, card: MailCard, now: datetime) -> None:
    """The journal has what was sent; an address is remembered once the server took a letter for it."""
    if card.outcome is not MailOutcome.SENT:
        return
    async with in_transaction():
        account = (await locked([member.contract_id], now))[member.contract_id]
        if account.email != card.address:
            await Account.filter(id=account.id).update(email=card.address)
            await audit.by_member(member, Deed.DOCUMENTS_EMAIL, "", now, card.address)
        said = f"{card.address}: {', '.join(card.names)}"[:_KEPT_WORDS]
        await audit.by_member(member, Deed.MAIL_DOCUMENTS, "", now, said)
