"""Money in the running bot: words about it into private chats, and the settings in the words of the services."""

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.limiter import Urgency
from bot.notifier import NO_PREVIEW, in_our_words
from bot.settings import Settings
from bot.supervisor import utc_now
from handlers.kit.limits import fitted
from handlers.kit.show import keyboard
from handlers.rooms import money_word
from services.invoices import InvoicePolicy
from services.money import MoneyPolicy, PayWays
from services.money_cards import MoneyWarningCard
from services.money_review import MoneyReview
from services.ports import Wake
from services.promised import PromisePolicy
from texts import Texts


class MoneyNotifier:
    """``PrivateMessenger`` of ``services.private_delivery`` by a Telegram bot."""

    def __init__(self, bot: ExtBot[Urgency]) -> None:
        self._bot = bot

    async def tell(self, card: MoneyWarningCard) -> int:
        """Send the word; the message's id. Raises the errors of ``services.messenger``."""
        view = money_word.view(card, Texts(card.language))
        with in_our_words():
            message = await self._bot.send_message(
                card.telegram_id,
                fitted(view.text),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(view),
                disable_notification=view.silent,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=Urgency.ALERT,
            )
        return message.message_id


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
