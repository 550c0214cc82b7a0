"""Every word about a user, by name, for ``test_every_room``."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.users import UserNoticeKind
from handlers.rooms import user_word
from services.user_delivery import UserNoticeCard
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CARD = UserNoticeCard(
    id=1,
    telegram_id=7,
    language="ru",
    kind=UserNoticeKind.RECEIPT,
    contract_id=5,
    contract_name="Ромашка",
    several=False,
    subject_id=3,
    name="Иван Петров",
    at=None,
    until=None,
    now=NOW,
    zone=ZoneInfo("Europe/Samara"),
)


def words() -> Iterator[tuple[str, Draw]]:
    for kind in UserNoticeKind:
        yield f"word of {kind}", of(user_word.view, replace(CARD, kind=kind, at=NOW, until=date(2026, 11, 24)))
        nasty = replace(
            CARD,
            kind=kind,
            contract_id=HUGE,
            subject_id=HUGE,
            several=True,
            name="<b>&" * 32,
            contract_name="<b>&" * 32,
        )
        yield f"nasty word of {kind}", of(user_word.view, nasty)
