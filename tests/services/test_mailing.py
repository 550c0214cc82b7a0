"""Documents by e-mail: whom they may go to, what is remembered, what the journal has."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.balance_picture import BalancePicture
from domain.links_sheet import LinksSheet
from domain.mail import MailOutcome
from domain.payments_sheet import PaymentsSheet
from domain.users_sheet import UsersSheet
from domain.vat import VatRegime
from models import Audit
from services.acts import ActCard, ActService
from services.cards import MemberCard
from services.errors import ForbiddenError, MailAddressError, NotFoundError, SellerUnknownError
from services.mailing import ActRef, InvoiceRef, MailCard, MailingService
from services.money_cards import InvoiceCard
from services.ports import Letter, PaperFile
from tests.services.money import Purse, invoice, open_purse
from texts import Texts

ADDRESS = "buh@example.ru"


@dataclass
class PostBox:
    """The port: the letters, and what it answers."""

    letters: list[Letter] = field(default_factory=list)
    answer: tuple[MailOutcome, str] = (MailOutcome.SENT, "")

    async def send(self, letter: Letter) -> tuple[MailOutcome, str]:
        self.letters.append(letter)
        return self.answer


@dataclass
class Names:
    """The port of papers: files of nothing but names."""

    seller_known: bool = True

    async def invoice_pdf(self, card: InvoiceCard) -> PaperFile:
        if not self.seller_known:
            raise SellerUnknownError(contacts="")
        return PaperFile(f"Счёт {card.number}.pdf", b"")

    async def act_pdf(self, card: ActCard) -> PaperFile:
        return PaperFile(f"Акт {card.number}.pdf", b"")

    def payment_words(self, card: InvoiceCard) -> None:
        raise AssertionError("letters hold invoices and acts alone")

    async def payments_xlsx(self, sheet: PaymentsSheet, texts: Texts) -> PaperFile:
        raise AssertionError("letters hold invoices and acts alone")

    async def link_png(self, url: str) -> PaperFile:
        raise AssertionError("letters hold invoices and acts alone")

    async def balance_png(self, picture: BalancePicture, texts: Texts) -> PaperFile:
        raise AssertionError("letters hold invoices and acts alone")

    async def users_xlsx(self, sheet: UsersSheet, texts: Texts) -> PaperFile:
        raise AssertionError("letters hold invoices and acts alone")

    async def links_xlsx(self, sheet: LinksSheet, texts: Texts) -> PaperFile:
        raise AssertionError("letters hold invoices and acts alone")


@dataclass
class Office:
    """A contract with an invoice and an act, and its mail."""

    purse: Purse
    member: MemberCard
    box: PostBox
    papers: Names
    invoice_id: int

    @property
    def mailing(self) -> MailingService:
        acts = ActService(VatRegime.GENERAL, str)
        return MailingService(self.box, self.papers, self.purse.invoices, acts)

    async def send(self, address: str = ADDRESS) -> MailCard:
        refs = (InvoiceRef(self.invoice_id), ActRef(date(2026, 2, 10)))
        return await self.mailing.send(self.member, refs, address, self.purse.clock())


@pytest.fixture
async def office(db: TortoiseContext) -> Office:
    purse = open_purse()
    await purse.client()
    member = await purse.join()
    await purse.ledger.push_invoices([invoice(50_000_00)], purse.clock())
    await purse.spend(100_00, day=date(2026, 2, 10))
    [item] = (await purse.invoices.page(member, False, None)).items
    return Office(purse, member, PostBox(), Names(), item.id)


async def journal() -> list[tuple[str, str]]:
    rows = await Audit.filter(action__in=("mail_documents", "documents_email")).order_by("id")
    return [(row.action, row.details) for row in rows]


async def test_documents_go_out_together_and_the_address_is_remembered(office: Office) -> None:
    assert await office.mailing.address(office.member) == ""
    card = await office.send(" mailto:buh@Example.RU ")
    names = ("Счёт 57.pdf", "Акт 184/24-202602.pdf")
    assert card == MailCard(MailOutcome.SENT, ADDRESS, names)
    [letter] = office.box.letters
    assert (letter.to, letter.contract_number, letter.contract_name) == (ADDRESS, "184/24", "Ромашка")
    assert tuple(file.name for file in letter.files) == names
    assert await office.mailing.address(office.member) == ADDRESS
    await office.send()
    said = ("mail_documents", f"{ADDRESS}: {', '.join(names)}")
    assert await journal() == [("documents_email", ADDRESS), said, said]


async def test_an_address_that_the_server_does_not_know_is_not_remembered(office: Office) -> None:
    await office.send()
    office.box.answer = (MailOutcome.NO_MAILBOX, "550 5.1.1 no such user")
    card = await office.send("bhu@example.ru")
    assert (card.outcome, card.words) == office.box.answer
    assert await office.mailing.address(office.member) == ADDRESS
    assert len(await journal()) == 2


async def test_an_address_is_not_remembered_when_the_server_was_away(office: Office) -> None:
    office.box.answer = (MailOutcome.UNREACHABLE, "")
    assert (await office.send()).outcome is MailOutcome.UNREACHABLE
    assert await office.mailing.address(office.member) == ""
    assert await journal() == []


@pytest.mark.parametrize("typed", ["", "buh", "a@b.ru, c@d.ru", "a@b.ru\nBcc: c@d.ru"])
async def test_what_is_no_address_changes_nothing(office: Office, typed: str) -> None:
    with pytest.raises(MailAddressError):
        await office.send(typed)
    assert (office.box.letters, await journal()) == ([], [])


async def test_documents_of_another_contract_are_not_found(office: Office) -> None:
    await office.purse.client("207/25")
    stranger = await office.purse.join("207/25", telegram_id=2)
    for ref in (InvoiceRef(office.invoice_id), InvoiceRef(1 << 70), ActRef(date(2026, 2, 1)), ActRef(date(2026, 3, 1))):
        with pytest.raises(NotFoundError):
            await office.mailing.send(stranger, (ref,), ADDRESS, office.purse.clock())
    with pytest.raises(NotFoundError):
        await office.mailing.send(office.member, (), ADDRESS, office.purse.clock())
    assert office.box.letters == []


async def test_without_a_seller_or_a_server_nothing_is_sent(office: Office) -> None:
    office.papers.seller_known = False
    with pytest.raises(SellerUnknownError):
        await office.send()
    nowhere = MailingService()
    assert (nowhere.on, office.mailing.on) == (False, True)
    card = await nowhere.send(office.member, (), ADDRESS, office.purse.clock())
    assert card == MailCard(MailOutcome.OFF, ADDRESS, ())
    assert await journal() == []


async def test_only_those_who_pay_send_documents(office: Office) -> None:
    duty = await office.purse.join(telegram_id=3, role=Role.ON_CALL)
    with pytest.raises(ForbiddenError):
        await office.mailing.send(duty, (InvoiceRef(office.invoice_id),), ADDRESS, office.purse.clock())
    with pytest.raises(ForbiddenError):
        await office.mailing.address(duty)
