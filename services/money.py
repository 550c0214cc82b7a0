"""The services of money together: what a room finds in ``context.services.money``, and the HTTP API is built on."""

from collections.abc import Collection
from dataclasses import dataclass, field

from domain.ledger import LedgerOwner
from services.account import AccountService
from services.acts import ActService
from services.invoice_sums import InvoiceSumService
from services.invoices import InvoicePolicy, InvoiceService
from services.ledger import LedgerService
from services.money_brief import MoneyBriefService
from services.paper_months import PaperMonthService
from services.payments import PaymentService
from services.ports import Wake
from services.promised import PromisedService, PromisePolicy
from services.statements import StatementService


@dataclass(frozen=True)
class PayWays:
    """The provider's own ways to pay: the address of a page, and a sentence; empty: there is none."""

    page: str = ""
    hint: str = ""


@dataclass(frozen=True)
class MoneyPolicy:
    """The installation's choices about money; ``threshold`` in kopecks, ``bank_accounts`` the provider's own."""

    invoices: InvoicePolicy
    promises: PromisePolicy = field(default_factory=PromisePolicy)
    owner: LedgerOwner = LedgerOwner.BILLING
    threshold: int = 0
    bank_accounts: Collection[str] = ()
    timezone: str = "Europe/Samara"
    ways: PayWays = PayWays()


@dataclass(frozen=True)
class MoneyServices:
    """Every service of money by name."""

    account: AccountService
    brief: MoneyBriefService
    invoices: InvoiceService
    sums: InvoiceSumService
    acts: ActService
    months: PaperMonthService
    payments: PaymentService
    promised: PromisedService
    statements: StatementService
    ledger: LedgerService
    ways: PayWays = PayWays()


def money_services(policy: MoneyPolicy, wake: Wake) -> MoneyServices:
    """Build them; ``wake`` tells the delivery of money that something is owed."""
    promised = PromisedService(policy.promises, wake)
    acts = ActService(policy.invoices.regime, policy.invoices.row_name, policy.invoices.unit)
    return MoneyServices(
        account=AccountService(policy.owner, policy.threshold, promised),
        brief=MoneyBriefService(promised),
        invoices=InvoiceService(policy.invoices),
        sums=InvoiceSumService(),
        acts=acts,
        months=PaperMonthService(acts),
        payments=PaymentService(),
        promised=promised,
        statements=StatementService(policy.owner, policy.bank_accounts, wake),
        ledger=LedgerService(policy.owner, policy.timezone, wake),
        ways=policy.ways,
    )


def usual_money() -> MoneyServices:
    """With usual choices, and nobody to wake: for tests and tools."""
    return money_services(MoneyPolicy(InvoicePolicy(row_name=str)), lambda: None)
