"""Words about users arrive once, in private, while they concern their person."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from domain.alerts import NoticeState
from domain.softphones import SoftphoneEvent
from domain.users import UserNoticeKind
from models import Contract, Member, UserNotice
from services.messenger import ChatGoneError, UndeliveredError
from services.observer_cards import NewObserver
from services.softphone_cards import SipReport
from services.user_delivery import UserDelivery, UserNoticeCard
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House

LAST_DAY = date(2026, 3, 9)


@dataclass
class Chat:
    """The port: what arrived; ``fails`` are raised first, one a call."""

    arrived: list[UserNoticeCard] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    async def tell(self, card: UserNoticeCard) -> int:
        if self.fails:
            raise self.fails.pop(0)
        self.arrived.append(card)
        return len(self.arrived)


@pytest.fixture
async def desk(house: House) -> Desk:
    desk = await open_desk(house)
    await Contract.filter(id=desk.other.id).update(cabinet_login="lutik")
    return desk


async def deliver(desk: Desk, chat: Chat) -> None:
    delivery = UserDelivery(chat)
    for notice_id in await delivery.claim(desk.now, 100):
        await delivery.deliver(notice_id, desk.now)


async def asked(desk: Desk) -> None:
    await desk.centre.observers.ask(desk.anna, NewObserver("lutik", LAST_DAY), desk.now)
    await desk.centre.review.run(desk.now)


async def test_a_request_names_the_contract_that_asks_and_the_last_day(desk: Desk) -> None:
    chat = Chat()
    await asked(desk)
    await deliver(desk, chat)
    await deliver(desk, chat)
    [card] = chat.arrived
    assert (card.telegram_id, card.kind, card.name) == (201, UserNoticeKind.OBSERVER_ASKED, "Ромашка")
    assert (card.contract_name, card.until, card.several) == ("Лютик", LAST_DAY, False)


async def test_a_receipt_names_the_user_and_the_moment(desk: Desk) -> None:
    chat, user = Chat(), await desk.user()
    link = await desk.centre.hand_over.make(desk.anna, user.id, desk.now)
    await desk.centre.hand_over.take(link.token, desk.now)
    at = desk.later(minutes=42)
    report = SipReport(desk.contract.id, str(user.login), SoftphoneEvent.REGISTERED, at, "Linphone", "192.0.2.7:5060")
    await desk.centre.reports.record(report)
    await deliver(desk, chat)
    [card] = chat.arrived
    assert (card.telegram_id, card.kind, card.name, card.at) == (101, UserNoticeKind.RECEIPT, user.name, at)


async def test_what_no_longer_concerns_him_is_not_sent(desk: Desk) -> None:
    chat = Chat()
    await asked(desk)
    await Member.filter(contract_id=desk.other.id).delete()
    await deliver(desk, chat)
    assert chat.arrived == []
    assert (await UserNotice.get()).state is NoticeState.SUPERSEDED


async def test_an_answered_request_is_not_sent_any_more(desk: Desk) -> None:
    chat = Chat()
    await asked(desk)
    [item] = (await desk.centre.lent.page(desk.gleb, 0, desk.now)).of_others
    await desk.centre.lent.refuse(desk.gleb, item.id, desk.now)
    await deliver(desk, chat)
    assert chat.arrived == []


async def test_a_failed_message_is_tried_again_and_a_closed_chat_is_given_up(desk: Desk) -> None:
    chat = Chat(fails=[UndeliveredError(retry_after=30), ChatGoneError("blocked")])
    await asked(desk)
    await deliver(desk, chat)
    assert (await UserNotice.get()).due_at == desk.now + timedelta(seconds=30)
    desk.later(seconds=30)
    await deliver(desk, chat)
    notice = await UserNotice.get()
    assert (notice.state, notice.failure, notice.due_at) == (NoticeState.FAILED, "blocked", None)
