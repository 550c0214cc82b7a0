"""The sample's money: ninety days of two contracts, the same for whoever asks on the same day. Sums are kopecks.

Romashka has money for some three weeks; Vektor's service is suspended for want of it. The seller is obviously
invented, his check digits are right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from domain.bank_days import is_working
from domain.ledger import ChargeKind

SELLER = {
    "seller_name": "ООО «Связь для примера»",
    "seller_inn": "1800000001",
    "seller_kpp": "180001001",
    "seller_address": "426000, Удмуртская Республика, г. Ижевск, ул. Примерная, д. 1",
    "seller_phone": "(3412) 912-000",
    "seller_bank": "ПАО «Банк для примера», г. Ижевск",
    "seller_bic": "049400001",
    "seller_account": "40702810400000000184",
    "seller_correspondent_account": "30101810100000000001",
    "seller_director": "Примеров П. П.",
    "seller_accountant": "Образцова О. О.",
}
HISTORY_DAYS = 92
MINUTES, RECORDS, NUMBERS = "Исходящие минуты", "Запись разговоров", "Аренда номеров и линий"
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class SampleCharge:
    """Money spent on a day."""

    outside_id: str
    day: date
    amount: int
    kind: ChargeKind
    name: str


@dataclass(frozen=True)
class SamplePayment:
    """Money that came on a day."""

    outside_id: str
    day: date
    amount: int
    invoice: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class SampleInvoice:
    """An invoice with one row."""

    number: str
    day: date
    due_on: date
    amount: int
    name: str
    cancelled: bool = False


@dataclass(frozen=True)
class SampleTerms:
    """What a contract is charged, and who pays. ``daily`` is what minutes of a working day cost, ``fees`` a month's,
    ``advance`` what it is invoiced for every four weeks."""

    tariff: str
    daily: int
    fees: tuple[tuple[str, int], ...]
    advance: int
    balance: int
    credit_limit: int
    payer_inn: str
    payer_kpp: str
    payer_address: str
    email: str
    stopped_days_ago: int = 0
    """Days since the money was used up and charges ended; 0: it was not."""


@dataclass(frozen=True)
class SampleMoney:
    """One contract's money as of a day."""

    terms: SampleTerms
    charges: tuple[SampleCharge, ...] = field(repr=False)
    payments: tuple[SamplePayment, ...]
    invoices: tuple[SampleInvoice, ...]
    next_charge: int
    next_charge_on: date


TERMS = {
    "romashka": SampleTerms(
        tariff="Обзвон 20",
        daily=2_450_00,
        fees=((NUMBERS, 8_400_00), (RECORDS, 2_400_00)),
        advance=60_000_00,
        balance=48_210_00,
        credit_limit=5_000_00,
        payer_inn="5410000010",
        payer_kpp="541001001",
        payer_address="630000, г. Новосибирск, ул. Садовая, д. 18",
        email="buh@romashka.example",
    ),
    "vector": SampleTerms(
        tariff="Старт",
        daily=640_00,
        fees=((NUMBERS, 2_100_00),),
        advance=7_000_00,
        balance=-1_374_50,
        credit_limit=0,
        payer_inn="7710000022",
        payer_kpp="771001001",
        payer_address="119000, г. Москва, Вектор-проезд, д. 2",
        email="",
        stopped_days_ago=2,
    ),
}


def money_of(key: str, today: date) -> SampleMoney:
    """The money of the contract with this key, as it stands in the morning of ``today``."""
    terms = TERMS[key]
    charges = tuple(_charges(key, terms, today))
    invoices = tuple(_invoices(key, today))
    following = (today.replace(day=1) + 32 * _ONE).replace(day=1)
    payments = tuple(_payments(terms, today, sum(charge.amount for charge in charges), invoices))
    return SampleMoney(terms, charges, payments, invoices, sum(fee for _, fee in terms.fees), following)


def unpaid_invoice(today: date) -> SampleInvoice:
    """The one of Romashka that a transfer of today would pay."""
    return next(each for each in _invoices("romashka", today) if each.due_on >= today and _open(each, today))


def _charges(key: str, terms: SampleTerms, today: date) -> Iterator[SampleCharge]:
    last = today - max(terms.stopped_days_ago, 1) * _ONE
    for ago in range(HISTORY_DAYS, -1, -1):
        day = today - ago * _ONE
        if day > last:
            return
        yield SampleCharge(f"{day} minutes", day, _minutes(key, terms.daily, day), ChargeKind.USAGE, MINUTES)
        for name, amount in terms.fees if day.day == 1 else ():
            yield SampleCharge(f"{day} {name}", day, amount, ChargeKind.FEE, name)


def _minutes(key: str, daily: int, day: date) -> int:
    """Saturdays cost a fifth of a working day, Sundays and holidays a tenth; no two days are alike."""
    chance = Random(f"{key} {day}")  # noqa: S311 -- sample data, the same at each start
    share = 1.0 if is_working(day) else 0.2 if day.weekday() == 5 else 0.1
    friday = 0.88 if day.weekday() == 4 else 1.0
    return round(daily * share * friday * chance.uniform(0.85, 1.15))


def _invoices(key: str, today: date) -> Iterator[SampleInvoice]:
    """Three paid in advance, one cancelled, one forgotten, one to pay now. One seller: no number is given twice."""
    terms, place = TERMS[key], list(TERMS).index(key)
    rows = [(ago, terms.advance, "Аванс за услуги связи") for ago in (80, 52, 45, 24, 4)]
    for ago, amount, name in [*rows, (31, terms.advance // 10, "Подключение SIP-линий")]:
        day = today - ago * _ONE
        number = f"{day.year}-{day.timetuple().tm_yday * len(TERMS) + place:04d}"
        yield SampleInvoice(number, day, day + 10 * _ONE, amount, name, cancelled=ago == 45)


def _payments(
    terms: SampleTerms, today: date, spent: int, invoices: tuple[SampleInvoice, ...]
) -> Iterator[SamplePayment]:
    """The first one, in advance and for no invoice, is as large as makes the balance of today come out."""
    paid = [each for each in invoices if not _open(each, today) and not each.cancelled]
    advance = terms.balance + spent - sum(each.amount for each in paid)
    first = today - HISTORY_DAYS * _ONE
    yield SamplePayment(f"{first} advance", first, advance, purpose="Аванс за услуги связи, без счёта")
    for each in paid:
        purpose = f"Оплата по счёту № {each.number} от {each.day:%d.%m.%Y}"
        yield SamplePayment(f"pays {each.number}", each.day + 3 * _ONE, each.amount, each.number, purpose)


def _open(invoice: SampleInvoice, today: date) -> bool:
    return (today - invoice.day).days in {31, 4}
