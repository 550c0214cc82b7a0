"""Takes down what the SIP server reports of softphones: events, what is registered now, its own restarts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.softphones import SoftphoneEvent, SoftphoneState
from models import Softphone, SoftphoneLog, User
from services.hand_over_receipts import claimed
from services.ports import Changed, Wake, unseen
from services.softphone_cards import SipBinding, SipReport
from services.softphones import user_of

REPEATED = timedelta(minutes=1)
"""The same failure from the same address is written down once in this time: a softphone tries again and again."""

_FAILURES = {SoftphoneEvent.WRONG_PASSWORD, SoftphoneEvent.ERROR}
_STATES = {
    SoftphoneEvent.REGISTERED: SoftphoneState.ONLINE,
    SoftphoneEvent.UNREGISTERED: SoftphoneState.OFFLINE,
    SoftphoneEvent.EXPIRED: SoftphoneState.OFFLINE,
    SoftphoneEvent.WRONG_PASSWORD: SoftphoneState.ERROR,
    SoftphoneEvent.ERROR: SoftphoneState.ERROR,
}


class SoftphoneReports:
    """For the one who reads the SIP server; ``wake`` tells the delivery that a receipt is owed, ``changed`` whoever
    looks at a softphone."""

    def __init__(self, wake: Wake, changed: Changed = unseen) -> None:
        self._wake, self._changed = wake, changed

    async def record(self, report: SipReport) -> bool:
        """Write one event down; False for a login that is nobody's. Events of one softphone come in order."""
        user = await user_of(report.contract_id, report.login)
        if user is None:
            return False
        async with in_transaction():
            phone = await _locked(user, report.at)
            news = await _take_down(user, phone, report)
            receipt = report.event is SoftphoneEvent.REGISTERED and await claimed(user, report.at)
        if receipt:
            self._wake()
        if news or receipt:
            self._changed(user.contract_id)
        return True

    async def snapshot(self, bindings: Iterable[SipBinding], now: datetime) -> tuple[SipBinding, ...]:
        """What is registered now, all of it: it is the truth, events are only how it came about.

        Answers with those that are nobody's any more, for the caller to end.

        A softphone in error stays so while its older binding lives: somebody is trying with a wrong password.
        """
        there = {(each.contract_id, each.login.lower()): each for each in bindings}
        known = Softphone.filter(user__deleted_at__isnull=True, user__login__isnull=False)
        rows = await known.select_related("user")
        for row in rows:
            binding = there.pop((row.user.contract_id, str(row.user.login)), None)
            if binding is None and row.state is SoftphoneState.ONLINE:
                await self.record(_of(row.user, SoftphoneEvent.EXPIRED, now))
            elif binding is None and row.state is SoftphoneState.UNKNOWN:
                await Softphone.filter(id=row.id).update(state=SoftphoneState.OFFLINE, since=now, seen_at=now)
                self._changed(row.user.contract_id)
            elif binding is not None and row.state in {SoftphoneState.UNKNOWN, SoftphoneState.OFFLINE}:
                await self.record(_registered(binding, now))
        return tuple([each for each in there.values() if not await self.record(_registered(each, now))])

    async def restarted(self, now: datetime) -> None:
        """The SIP server has restarted and forgotten who is registered: nobody is known to be there, or away."""
        await Softphone.exclude(state=SoftphoneState.UNKNOWN).update(state=SoftphoneState.UNKNOWN, since=now, reason="")
        self._changed(None)


async def _locked(user: User, now: datetime) -> Softphone:
    row, _ = await Softphone.get_or_create({"since": now, "seen_at": now}, user_id=user.id)
    return await Softphone.filter(id=row.id).select_for_update(no_key=True).get()


async def _take_down(user: User, phone: Softphone, report: SipReport) -> bool:
    """Log the event and settle the state; False where it is no news."""
    state = _next(phone, report)
    logged = state is not phone.state or not await _repeated(user, report)
    if logged:
        await _write(user, report)
    changed = state is not phone.state or _why(phone, state, report)
    if changed or report.event is SoftphoneEvent.REGISTERED:
        await _settle(phone, state, report)
    return logged or changed


def _next(phone: Softphone, report: SipReport) -> SoftphoneState:
    """A stranger's wrong password from another host does not throw out the softphone that is online."""
    elsewhere = report.address.rpartition(":")[0] != phone.address.rpartition(":")[0]
    if report.event in _FAILURES and phone.state is SoftphoneState.ONLINE and elsewhere:
        return SoftphoneState.ONLINE
    return _STATES[report.event]


def _why(phone: Softphone, state: SoftphoneState, report: SipReport) -> bool:
    """It still fails, and for another reason than before."""
    return state is SoftphoneState.ERROR and phone.reason != _plain(report.reason, 255)


async def _repeated(user: User, report: SipReport) -> bool:
    last = await SoftphoneLog.filter(user_id=user.id).order_by("-id").first()
    if last is None or last.event is not report.event:
        return False
    if report.event is SoftphoneEvent.REGISTERED:  # a refreshed registration is no news
        return last.address == report.address[:64] and last.client == report.client[:255]
    host = report.address.rpartition(":")[0]
    return last.address.rpartition(":")[0] == host and report.at - last.at < REPEATED


async def _write(user: User, report: SipReport) -> None:
    await SoftphoneLog.create(
        user_id=user.id,
        at=report.at,
        event=report.event,
        client=_plain(report.client, 255),
        address=_plain(report.address, 64),
        reason=_plain(report.reason, 255),
        evidence=_plain(report.evidence, 8000),
    )


async def _settle(phone: Softphone, state: SoftphoneState, report: SipReport) -> None:
    about = {"reason": _plain(report.reason, 255) if state is SoftphoneState.ERROR else "", "seen_at": report.at}
    if state is SoftphoneState.ONLINE:
        about |= {"client": _plain(report.client, 255), "address": _plain(report.address, 64)}
    if state is not phone.state:
        about |= {"state": state, "since": report.at}
    await Softphone.filter(id=phone.id).update(**about)


def _registered(binding: SipBinding, now: datetime) -> SipReport:
    event = SoftphoneEvent.REGISTERED
    return SipReport(binding.contract_id, binding.login, event, now, binding.client, binding.address)


def _of(user: User, event: SoftphoneEvent, now: datetime) -> SipReport:
    return SipReport(user.contract_id, str(user.login), event, now)


def _plain(text: str, longest: int) -> str:
    """What came from the wire, as the databases take it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:longest]
