"""Reads an account's spending and looks ahead: when the money ends, and until when to pay."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.functions import Sum
from tortoise.queryset import QuerySet

from domain import bank_days
from domain.forecast import HORIZON, Forecast, forecast
from domain.ledger import ChargeKind
from domain.spending import LEARNED_DAYS
from models import Account, Charge, Payment
from models.sql import whole
from services.money_cards import EndCard


async def outlook(account: Account, zone: ZoneInfo, now: datetime) -> Forecast | None:
    """The course of the balance from today on. None: nothing to learn from."""
    today = now.astimezone(zone).date()
    usage = await usage_by_day(account.contract_id, today)
    return forecast(usage, account.balance, account.credit_limit, today, fees(account, today))


async def usage_by_day(contract_id: int, today: date) -> dict[date, int]:
    """What each of the last days cost, today's so far included."""
    since = today - timedelta(days=LEARNED_DAYS)
    charges = Charge.filter(contract_id=contract_id, kind=ChargeKind.USAGE, day__gte=since, day__lte=today)
    return await daily(charges)


async def daily(query: QuerySet[Charge] | QuerySet[Payment]) -> dict[date, int]:
    """Sums by day."""
    rows = await query.annotate(total=Sum("amount")).group_by("day").values_list("day", "total")
    return {_day(day): whole(total) for day, total in rows}


def fees(account: Account, today: date) -> Iterator[tuple[date, int]]:
    """The known fee, month after month, as far as is looked ahead."""
    if not account.next_charge or account.next_charge_on is None:
        return
    first, months = account.next_charge_on, 0
    while (day := _months_later(first, months)) < today + timedelta(days=HORIZON):
        if day >= today:
            yield day, account.next_charge
        months += 1


def end_card(foretold: Forecast | None, zone: ZoneInfo, now: datetime) -> EndCard | None:
    """The end in banking days; None where none is in sight."""
    if foretold is None or foretold.end is None:
        return None
    left = bank_days.working_between(now.astimezone(zone).date(), foretold.end)
    return EndCard(foretold.end, foretold.earliest, foretold.latest, left, bank_days.pay_by(foretold.end, zone))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
