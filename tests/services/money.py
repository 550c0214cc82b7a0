"""A small world of money for tests: services on the open database, a contract with its people, facts in short."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.access import Role
from domain.ledger import ChargeKind, LedgerOwner
from domain.vat import VatRate
from models import Account, Contract
from services.account import AccountService
from services.cards import MemberCard
from services.invoices import InvoicePolicy, InvoiceService
from services.ledger import LedgerService
from services.ledger_facts import ChargeFact, InvoiceFact, PaymentFact, RowFact, TermsFact
from services.members import MemberService
from services.messenger import UndeliveredError
from services.money_brief import MoneyBriefService
from services.money_cards import MoneyWarningCard, PromiseCard
from services.money_delivery import MoneyDelivery
from services.money_review import MoneyReview
from services.payments import PaymentService
from services.promised import PromisedService, PromisePolicy
from services.statements import StatementService
from tests.services.house import Clock

OURS = "40702810138250123017"
NUMBER = "184/24"
INN = "5408123456"


@dataclass
class MoneyPost:
    """The port of delivery: what arrived; ``fails`` are raised first, one a call."""

    arrived: list[MoneyWarningCard] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    async def tell(self, card: MoneyWarningCard) -> int:
        if self.fails:
            raise self.fails.pop(0)
        self.arrived.append(card)
        return 100 + len(self.arrived)


@dataclass
class Purse:
    """Services of money, built by :func:`open_purse`."""

    clock: Clock
    ledger: LedgerService
    account: AccountService
    brief: MoneyBriefService
    invoices: InvoiceService
    payments: PaymentService
    promised: PromisedService
    statements: StatementService
    review: MoneyReview
    post: MoneyPost
    delivery: MoneyDelivery
    members: MemberService

    async def client(self, number: str = NUMBER) -> Contract:
        return await Contract.create(
            number=number, name="Ромашка", client="ООО «Ромашка»", timezone="Europe/Samara", created_at=self.clock()
        )

    async def join(self, number: str = NUMBER, telegram_id: int = 1, role: Role = Role.MANAGER) -> MemberCard:
        token = await self.members.invite(number, role, self.clock())
        return await self.members.redeem(token, telegram_id, f"Человек {telegram_id}", "", "ru", self.clock())

    async def spend(self, amount: int, *, day: date | None = None, outside: str = "", number: str = NUMBER) -> None:
        day = day or self.clock().date()
        await self.ledger.push_charges([charge(amount, day, outside or f"c {day} {amount}", number)], self.clock())

    async def spend_daily(self, amount: int, days: int, number: str = NUMBER) -> None:
        """The same on each of the last days."""
        today = self.clock().date()
        facts = [charge(amount, today - timedelta(days=ago), f"d {ago}", number) for ago in range(1, days + 1)]
        await self.ledger.push_charges(facts, self.clock())

    async def pay(self, amount: int, outside: str = "p1", invoice: str = "", number: str = NUMBER) -> None:
        fact = PaymentFact(number, outside, self.clock().date(), amount, invoice)
        await self.ledger.push_payments([fact], self.clock())

    async def terms(self, number: str = NUMBER, **values: object) -> None:
        fact = TermsFact(contract=number, at=self.clock(), **{"payer_inn": INN, **values})  # type: ignore[arg-type]  # fields of the fact
        await self.ledger.push_terms([fact], self.clock())

    async def promise(self, member: MemberCard) -> PromiseCard:
        """Read the terms, say yes."""
        terms = await self.promised.terms(member, self.clock())
        return await self.promised.promise(member, terms.token, self.clock())

    async def told(self, rounds: int = 20) -> list[str]:
        """Review, deliver; the kinds that arrived, in order."""
        before = len(self.post.arrived)
        await self.review.review(self.clock())
        for _ in range(rounds):
            for notice_id in await self.delivery.claim(self.clock(), 100):
                await self.delivery.deliver(notice_id, self.clock())
        return [card.kind.value for card in self.post.arrived[before:]]

    async def balance(self, contract: Contract) -> int:
        account = await Account.get(contract_id=contract.id)
        return int(account.balance)


def open_purse(owner: LedgerOwner = LedgerOwner.BILLING, policy: PromisePolicy | None = None) -> Purse:
    """Services on the database that is open now."""
    clock, post = Clock(), MoneyPost()
    promised = PromisedService(policy or PromisePolicy(), _wake)
    return Purse(
        clock=clock,
        ledger=LedgerService(owner, "Europe/Samara", _wake),
        account=AccountService(owner, 0, promised),
        brief=MoneyBriefService(promised),
        invoices=InvoiceService(InvoicePolicy(lambda number: f"Услуги по договору {number}", prefix="ВТ-")),
        payments=PaymentService(),
        promised=promised,
        statements=StatementService(owner, {OURS}, _wake),
        review=MoneyReview(0, _wake),
        post=post,
        delivery=MoneyDelivery(post),
        members=MemberService("Europe/Samara"),
    )


def charge(
    amount: int, day: date, outside: str, number: str = NUMBER, kind: ChargeKind = ChargeKind.USAGE
) -> ChargeFact:
    return ChargeFact(number, outside, day, amount, kind)


def invoice(total: int, number: str = "57", outside: str = "i1", contract: str = NUMBER) -> InvoiceFact:
    day = date(2026, 3, 2)
    return InvoiceFact(contract, outside, number, day, (RowFact("Услуги", total, total, day, VatRate.VAT_22),))


def undelivered() -> UndeliveredError:
    return UndeliveredError(retry_after=1.0)


def _wake() -> None:
    """Nothing waits in these tests."""


SAMARA = ZoneInfo("Europe/Samara")
