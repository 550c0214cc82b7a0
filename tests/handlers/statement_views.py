"""The rooms of bank statements, for ``test_every_room``."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.statement_match import RowState, WaitReason
from handlers.rooms import statements, support
from services.statement_cards import Choice, ImportCard, RowCard, RowChoices, WaitingPage
from services.support_cards import SupportHome
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE

ROW = RowCard(
    id=7,
    number="57",
    day=date(2026, 3, 2),
    amount=50_000_00,
    payer="ООО «Ромашка»",
    payer_inn="5408123456",
    purpose="Оплата по счёту № 57 от 02.03.2026, в т. ч. НДС",
    state=RowState.WAITING,
    reason=WaitReason.OTHER_SUM,
    contract_number="184/24",
    invoice_number="57",
)
NASTY = replace(ROW, id=HUGE, amount=-HUGE, payer="<b>&" * 60, payer_inn="", purpose="<i>" * 80, reason=None)
CHOICES = (Choice(1, "184/24", "Ромашка", 3, "57", 500_00), Choice(1, "184/24", "Ромашка"))
NASTY_CHOICE = Choice(HUGE, "<№>" * 20, "<b>&" * 30, HUGE, "&" * 60, HUGE, "7710000022")


def screens() -> Iterator[tuple[str, Draw]]:
    """Every view of the room."""
    yield "statement", of(statements.loaded_view, ImportCard(1, ROW.day, ROW.day, (ROW,) * 3, (ROW,) * 2, 1))
    yield "statement of nothing", of(statements.loaded_view, ImportCard(1, ROW.day, date(2026, 3, 9), (), (), 0))
    yield "payments that wait", of(statements.list_view, WaitingPage((ROW,) * 7, 1, 3, 17))
    yield "no payments that wait", of(statements.list_view, WaitingPage((), 0, 1, 0))
    yield "nasty payments that wait", of(statements.list_view, WaitingPage((NASTY,) * 7, 1, HUGE, HUGE))
    for reason in WaitReason:
        card = RowChoices(replace(ROW, reason=reason), CHOICES)
        yield f"payment that waits, {reason}", of(statements.row_view, card, 0)
    yield "payment that belongs nowhere", of(statements.row_view, RowChoices(ROW, ()), 0)
    yield "nasty payment", of(statements.row_view, RowChoices(NASTY, (NASTY_CHOICE,) * 6), HUGE)
    for choice in CHOICES:
        yield f"crediting to invoice {choice.invoice_id}", of(statements.credit_view, ROW, choice, 0)
    yield "nasty crediting", of(statements.credit_view, NASTY, NASTY_CHOICE, HUGE)
    yield "dismissing a payment", of(statements.dismiss_view, ROW, 0)
    yield "nasty dismissing of a payment", of(statements.dismiss_view, NASTY, HUGE)
    yield "home of support with payments", of(support.view, SupportHome(3, (), 12))
