"""The sandbox's sample money in the words of the services: pushed as a billing would."""

from datetime import date, datetime, timedelta

from domain.ledger import LedgerOwner
from domain.vat import VatRegime, rate_of
from models import InvoiceNumber
from sandbox import sample, sample_money
from services.ledger import LedgerService
from services.ledger_facts import ChargeFact, InvoiceFact, PaymentFact, RowFact, TermsFact
from services.numbering import invoice_series


async def write_money(timezone: str, now: datetime, today: date) -> None:
    """Terms, payments, charges and invoices of every contract, which is there already.

    What the billing tells goes on; payments of later days come from bank statements (LEDGER=local).
    """
    ledger = LedgerService(LedgerOwner.BILLING, timezone, _wake)
    for contract in sample.CONTRACTS:
        money = sample_money.money_of(contract.key, today)
        at = now - timedelta(days=money.terms.stopped_days_ago)
        await ledger.push_terms([_terms(contract, money, at)], at)
        await ledger.push_payments([_payment(contract, each) for each in money.payments], at)
        await ledger.push_charges([_charge(contract, each) for each in money.charges], at)
        await ledger.push_invoices([_invoice(contract, each) for each in money.invoices], at)
    await _count_on(today)


async def _count_on(today: date) -> None:
    """Invoices that are requested later continue after the sample's highest number."""
    numbers = [
        invoice.number.partition("-")
        for contract in sample.CONTRACTS
        for invoice in sample_money.money_of(contract.key, today).invoices
    ]
    for year in {year for year, _, _ in numbers}:
        last = max(int(number) for of_year, _, number in numbers if of_year == year)
        await InvoiceNumber.get_or_create(series=invoice_series(int(year)), defaults={"given": last})


def _wake() -> None:
    """Nobody waits for words about the past."""


def _terms(contract: sample.SampleContract, money: sample_money.SampleMoney, at: datetime) -> TermsFact:
    terms = money.terms
    return TermsFact(
        contract.number,
        at,
        tariff=terms.tariff,
        credit_limit=terms.credit_limit,
        next_charge=money.next_charge,
        next_charge_on=money.next_charge_on,
        payer_inn=terms.payer_inn,
        payer_kpp=terms.payer_kpp,
        payer_address=terms.payer_address,
        signed_on=contract.signed,
        email=terms.email,
    )


def _payment(contract: sample.SampleContract, payment: sample_money.SamplePayment) -> PaymentFact:
    return PaymentFact(
        contract.number,
        payment.outside_id,
        payment.day,
        payment.amount,
        payment.invoice,
        contract.client,
        payment.purpose,
    )


def _charge(contract: sample.SampleContract, charge: sample_money.SampleCharge) -> ChargeFact:
    return ChargeFact(contract.number, charge.outside_id, charge.day, charge.amount, charge.kind, charge.name)


def _invoice(contract: sample.SampleContract, invoice: sample_money.SampleInvoice) -> InvoiceFact:
    vat = rate_of(VatRegime.GENERAL, invoice.day)
    row = RowFact(invoice.name, invoice.amount, invoice.amount, invoice.day, vat)
    return InvoiceFact(
        contract.number,
        f"invoice {invoice.number}",
        invoice.number,
        invoice.day,
        (row,),
        invoice.due_on,
        invoice.cancelled,
    )
