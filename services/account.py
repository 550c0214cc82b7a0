"""The account as a member sees it: state, forecast, history, and the picture of ninety days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.expressions import Q
from tortoise.functions import Count, Sum
from tortoise.transactions import in_transaction

from domain import balance_picture, ledger
from domain.access import MONEY_ROLES, Action, may
from domain.journal import Deed
from domain.ledger import AccountState, InvoiceState, LedgerOwner
from models import Account, Charge, Contract, Invoice, MoneyMute, Payment, StateChange
from models.sql import whole
from services import access, audit
from services.accounts import read
from services.cards import MemberCard
from services.keyset import Place, Stretch, stretch, turned
from services.money_cards import AccountCard, ChargeItem, DayItem, HistoryStretch
from services.outlook import daily, end_card, outlook
from services.promised import PromisedService

ROWS = 8
PICTURE_DAYS = 90
FORECAST_DAYS = 45


class AccountService:
    """Reads the account. Methods raise ``ForbiddenError`` for roles that may not see money.

    ``threshold`` is the balance below which a warning goes out where the contract's terms name none; 0: none.
    """

    def __init__(self, owner: LedgerOwner, threshold: int, promised: PromisedService) -> None:
        self._owner, self._threshold, self._promised = owner, threshold, promised

    async def card(self, member: MemberCard, now: datetime) -> AccountCard:
        """All that the account's room shows."""
        access.require(member, Action.SEE_MONEY)
        account = await read(member.contract_id, now)
        contract = await Contract.get(id=member.contract_id)
        return AccountCard(
            contract_number=contract.number,
            contract_name=contract.name,
            client=contract.client,
            signed_on=account.signed_on,
            tariff=account.tariff,
            ledger=account.ledger or self._owner,
            balance=account.balance,
            credit_limit=account.credit_limit,
            threshold=self._threshold if account.threshold is None else account.threshold,
            to_pay=ledger.to_pay(account.balance, account.credit_limit),
            state=account.state,
            reason=account.reason,
            state_since=account.state_since,
            next_charge=account.next_charge,
            next_charge_on=account.next_charge_on,
            end=end_card(await outlook(account, member.zone, now), member.zone, now),
            promise=await self._promised.running(member.contract_id),
            may_promise=await self._promised.possible(member, account, now),
            may_request=may(member.role, Action.REQUEST_INVOICE),
            told=await self._is_told(member),
            unpaid=await Invoice.filter(contract_id=member.contract_id, state=InvoiceState.UNPAID).count(),
            now=now,
            zone=member.zone,
        )

    async def history(
        self, member: MemberCard, before: date | None = None, after: date | None = None
    ) -> HistoryStretch:
        """Days with money in them before a day, or after one; the newest ones without either."""
        access.require(member, Action.SEE_MONEY)
        days = await _days(member.contract_id, before, None if before else after)
        shown = days[:ROWS]
        if after and not before:
            if len(shown) < ROWS:
                return await self.history(member)
            shown = shown[::-1]
            return HistoryStretch(tuple(shown), shown[0].day if len(days) > ROWS else None, shown[-1].day)
        older = shown[-1].day if len(days) > ROWS else None
        return HistoryStretch(tuple(shown), shown[0].day if before and shown else None, older)

    async def charges(self, member: MemberCard, day: date | None, place: Place | None) -> Stretch[ChargeItem]:
        """Single charges of one day, or of all."""
        access.require(member, Action.SEE_MONEY)
        query = Charge.filter(contract_id=member.contract_id)
        found = await stretch(query.filter(day=day) if day else query, place, ROWS)
        return turned(found, [ChargeItem(row.id, row.day, row.kind, row.name, row.amount) for row in found.items])

    async def picture(self, member: MemberCard, now: datetime) -> balance_picture.BalancePicture:
        """Ninety days back and what is to be expected, for ``documents``."""
        access.require(member, Action.SEE_MONEY)
        account = await read(member.contract_id, now)
        today = now.astimezone(member.zone).date()
        foretold = await outlook(account, member.zone, now)
        ahead = foretold.days[1 : FORECAST_DAYS + 1] if foretold else ()
        promise = await self._promised.running(member.contract_id)
        return balance_picture.BalancePicture(
            points=await _past(account, today),
            forecast=tuple(balance_picture.ForecastPoint(*vars(day).values()) for day in ahead),
            credit_limit=account.credit_limit,
            threshold=(self._threshold if account.threshold is None else account.threshold) or None,
            moments=await _moments(account.contract_id, today, member.zone),
            runs_out=foretold.end if foretold else None,
            soonest=foretold.earliest if foretold else None,
            latest=foretold.latest if foretold else None,
            promised_until=promise.until.astimezone(member.zone).date() if promise else None,
        )

    async def set_told(self, member: MemberCard, told: bool, now: datetime) -> None:
        """Whether this member wants to hear of the contract's money in private."""
        access.require(member, Action.SEE_MONEY)
        async with in_transaction():
            if told:
                mine = MoneyMute.filter(contract_id=member.contract_id, person_id=member.person_id)
                changed = await mine.delete() > 0
            else:
                _, changed = await MoneyMute.get_or_create(contract_id=member.contract_id, person_id=member.person_id)
            if changed:
                await audit.by_member(member, Deed.MONEY_NOTICES, "", now, "on" if told else "off")

    async def _is_told(self, member: MemberCard) -> bool:
        muted = MoneyMute.filter(contract_id=member.contract_id, person_id=member.person_id)
        return member.role in MONEY_ROLES and not await muted.exists()


async def _days(contract_id: int, before: date | None, after: date | None) -> list[DayItem]:
    """One more than a page. Each table gives its own next days, so the days of both together are complete."""
    wanted = Q(day__lt=before) if before else Q(day__gt=after) if after else Q()
    order = "day" if after else "-day"
    items: dict[date, DayItem] = {}
    for model in (Charge, Payment):
        query = model.filter(wanted, contract_id=contract_id).annotate(total=Sum("amount"), n=Count("id"))
        for day, total, n in (
            await query.group_by("day").order_by(order).limit(ROWS + 1).values_list("day", "total", "n")
        ):
            seen = items.get(day, DayItem(day, 0, 0, 0))
            amount = whole(total)
            charged = DayItem(day, amount, whole(n), seen.paid)
            items[day] = charged if model is Charge else DayItem(day, seen.charged, seen.charges, amount)
    return [items[day] for day in sorted(items, reverse=not after)][: ROWS + 1]


async def _past(account: Account, today: date) -> tuple[balance_picture.BalancePoint, ...]:
    """Balances at the end of days, counted back from the one of now."""
    since = today - timedelta(days=PICTURE_DAYS)
    spent = await daily(Charge.filter(contract_id=account.contract_id, day__gt=since))
    came = await daily(Payment.filter(contract_id=account.contract_id, day__gt=since))
    balance = account.balance
    for later in {day for day in (*spent, *came) if day > today}:
        balance += spent.get(later, 0) - came.get(later, 0)
    points = []
    for ago in range(PICTURE_DAYS):
        day = today - timedelta(days=ago)
        points.append(balance_picture.BalancePoint(day, balance))
        balance += spent.get(day, 0) - came.get(day, 0)
    return tuple(reversed(points))


async def _moments(contract_id: int, today: date, zone: ZoneInfo) -> tuple[balance_picture.Moment, ...]:
    since = today - timedelta(days=PICTURE_DAYS - 1)
    came = await daily(Payment.filter(contract_id=contract_id, day__gte=since, day__lte=today))
    paid = [balance_picture.Moment(day, balance_picture.AccountMoment.PAYMENT, came[day]) for day in came]
    changes = await StateChange.filter(contract_id=contract_id).order_by("-id").limit(PICTURE_DAYS)
    turns = [_turn(change, zone) for change in changes if change.at.astimezone(zone).date() >= since]
    return tuple(sorted([*paid, *turns]))


def _turn(change: StateChange, zone: ZoneInfo) -> balance_picture.Moment:
    stopped = change.state is AccountState.SUSPENDED
    kind = balance_picture.AccountMoment.SUSPENDED if stopped else balance_picture.AccountMoment.RESUMED
    return balance_picture.Moment(change.at.astimezone(zone).date(), kind)
