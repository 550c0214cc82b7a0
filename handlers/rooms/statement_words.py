"""A bank statement and its payments in words and on buttons."""

from domain.statement_match import WaitReason, names_invoice
from handlers.kit.screen import shortened
from services.statement_cards import Choice, ImportCard, RowCard
from texts import Html, Texts, joined
from texts.format import day as weekday
from texts.format import money, short_day


def loaded_text(card: ImportCard, t: Texts) -> Html:
    """What came of a file."""
    days = {"since": weekday(card.since, t), "until": weekday(card.until, t)}
    credited = sum(row.amount for row in card.credited)
    return joined(
        [
            t("statement-title"),
            t("statement-day", day=days["since"]) if card.since == card.until else t("statement-days", **days),
            t("statement-credited", n=len(card.credited), sum=money(credited, t)) if card.credited else None,
            t("statement-waiting", n=len(card.waiting)) if card.waiting else None,
            t("statement-known", n=card.known) if card.known else None,
            None if card.credited or card.waiting else t("statement-empty"),
        ]
    )


def row_label(row: RowCard, t: Texts) -> str:
    """A payment in a list."""
    day, amount = short_day(row.day, t), money(row.amount, t)
    return t.plain("statement-row", day=day, sum=amount, payer=shortened(row.payer, 18))


def row_lines(row: RowCard, t: Texts) -> list[Html | None]:
    """A payment in full."""
    payer = shortened(row.payer, 60)
    return [
        t("statement-payment", sum=money(row.amount, t), day=weekday(row.day, t)),
        t("statement-payer-inn", payer=payer, inn=row.payer_inn)
        if row.payer_inn
        else t("statement-payer", payer=payer),
        t("statement-purpose", purpose=shortened(row.purpose, 160)) if row.purpose else None,
        _why(row, t),
    ]


def _why(row: RowCard, t: Texts) -> Html | None:
    reason = row.reason
    if reason is WaitReason.NO_INVOICE and not names_invoice(row.purpose):
        return t("statement-no-number")
    return t(f"statement-why-{reason}") if reason else None


def choice_warning(choice: Choice, t: Texts) -> Html | None:
    """Somebody else pays than the client of this contract, as far as it is known who he is."""
    return t("statement-other-inn", inn=choice.other_inn) if choice.other_inn else None


def choice_label(choice: Choice, t: Texts) -> str:
    """A place for a payment, as a button."""
    number = shortened(choice.contract_number, 12)
    if not choice.invoice_id:
        return t.plain("statement-to-contract", number=number, name=shortened(choice.contract_name, 14))
    left = money(choice.left, t)
    return t.plain("statement-to-invoice", number=number, invoice=shortened(choice.invoice_number, 12), left=left)


def choice_line(choice: Choice, t: Texts) -> Html:
    """The same in a question."""
    number, name = shortened(choice.contract_number, 30), shortened(choice.contract_name, 40)
    if not choice.invoice_id:
        return t("statement-where-contract", number=number, name=name)
    invoice = shortened(choice.invoice_number, 30)
    return t("statement-where-invoice", number=number, name=name, invoice=invoice, left=money(choice.left, t))
