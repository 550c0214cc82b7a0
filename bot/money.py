"""Money in the running bot: what the clock does, and the settings in the words of the services."""

from bot.settings import Settings
from bot.supervisor import utc_now
from services.invoices import InvoicePolicy
from services.money import MoneyPolicy, PayWays
from services.money_review import MoneyReview
from services.ports import Wake
from services.promised import PromisePolicy
from texts import Texts


class MoneyJob:
    """The row of the schedule: warnings that are due are thought over."""

    def __init__(self, settings: Settings, wake: Wake) -> None:
        self._review = MoneyReview(threshold(settings), wake)

    async def run(self) -> None:
        """All accounts that are due, in small transactions."""
        while await self._review.review(utc_now()):
            pass


def threshold(settings: Settings) -> int:
    """LOW_BALANCE in kopecks."""
    return settings.low_balance * 100


def money_policy(settings: Settings) -> MoneyPolicy:
    """The settings in the words of the services. Documents are in Russian, whoever asks."""
    t = Texts("ru")
    return MoneyPolicy(
        invoices=InvoicePolicy(
            row_name=lambda number: t.plain("invoice-row", number=number),
            unit=t.plain("invoice-unit"),
            prefix=settings.invoice_prefix,
            regime=settings.vat_regime,
            due_days=settings.invoice_due_days,
        ),
        promises=PromisePolicy(settings.promised_days, settings.promised_per_month),
        owner=settings.ledger,
        threshold=threshold(settings),
        bank_accounts=settings.own_accounts,
        timezone=settings.timezone,
        ways=PayWays(settings.pay_url, settings.pay_hint),
    )
