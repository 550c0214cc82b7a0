"""The log of a softphone, newest first, with the manual's advice; and who is ready to work now."""

from domain.softphones import SoftphoneEvent, SoftphoneState
from handlers.kit.context import BotContext
from handlers.kit.open_screens import lasting
from handlers.kit.paging import pager
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms import user_words as words
from handlers.rooms.user_ways import OpenReady, OpenSoftphoneLog, OpenUser, OpenUsers
from services.softphone_cards import ReadyPage, SoftphoneAdvice, SoftphoneLogItem, SoftphoneLogPage
from texts import Html, Texts, folded, joined
from texts.format import exact

HEADERS, HEADER = 6, 90
"""How many lines of evidence a record shows, and their length."""
_BAD = {SoftphoneEvent.WRONG_PASSWORD, SoftphoneEvent.ERROR}


def view(page: SoftphoneLogPage, t: Texts, origin: OpenSoftphoneLog, *, served: bool) -> View:
    """A page of the log; the advice stands above the records."""
    turn = pager(t, page.page, page.pages, lambda n: OpenSoftphoneLog(page.user_id, n, origin.at))
    records = [_record(item, page, t) for item in page.items]
    text = joined(
        [t("phones-title", name=shortened(page.name, 30)), *_advice(page, t, served=served)]
        + (records or [t("phones-empty")])
    )
    again = [button(t.plain("refresh"), OpenSoftphoneLog(page.user_id, page.page, origin.at))]
    return View(text, [*turn, again, back(t, OpenUser(page.user_id, origin.at), t.plain("user"))])


def ready_view(page: ReadyPage, t: Texts, *, served: bool) -> View:
    """Everybody with a softphone, those who are not ready first."""
    rows: list[Row] = [[button(words.row(user, t, page), OpenUser(user.id))] for user in page.items]
    text = joined([t("ready-title", contract=shortened(page.contract_name, 24)), *_counts(page, t, served=served)])
    last = back(t, OpenUsers(), t.plain("users"))
    again = [button(t.plain("refresh"), OpenReady(page.page))]
    return View(text, [*rows, *pager(t, page.page, page.pages, OpenReady), again, last], service=True)


def _counts(page: ReadyPage, t: Texts, *, served: bool) -> list[Html]:
    if not page.total:
        return [t("ready-none")]
    if not served:
        return [t("user-phone-unserved")]
    counts = page.counts
    online, error = counts[SoftphoneState.ONLINE], counts[SoftphoneState.ERROR]
    offline, unknown = counts[SoftphoneState.OFFLINE], counts[SoftphoneState.UNKNOWN]
    never = counts[SoftphoneState.NEVER]
    rows = [t("ready-error", n=error)] if error else []
    rows += [t("ready-offline", n=offline)] if offline else []
    rows += [t("ready-unknown", n=unknown)] if unknown else []
    rows += [t("ready-never", n=never)] if never else []
    return [t("ready-count", online=online, total=page.total), *rows]


def _advice(page: SoftphoneLogPage, t: Texts, *, served: bool) -> list[Html]:
    if not served:
        return [t("phones-unserved")]
    if page.softphone.state is SoftphoneState.UNKNOWN and page.items:
        return [t("phones-not-known")]
    return [] if page.advice is SoftphoneAdvice.NONE else [t(f"phones-advice-{page.advice}")]


def _record(item: SoftphoneLogItem, page: SoftphoneLogPage, t: Texts) -> Html:
    good = item.event is SoftphoneEvent.REGISTERED
    lamp = t.plain("phone-lamp-online" if good else "phone-lamp-offline")
    lamp = t.plain("phone-lamp-error") if item.event in _BAD else lamp
    word = t.plain(f"phones-event-{item.event}")
    if item.event is SoftphoneEvent.ERROR:
        word = t.plain("phones-why", word=word, why=words.reason(item.reason, t))
    head = t("phones-record", lamp=lamp, at=exact(item.at, page.zone, t), word=word)
    where = " · ".join(part for part in (shortened(item.client, 40), item.address) if part)
    about = [where, *_evidence(item)]
    return joined([head, folded(about)]) if any(about) else head


def _evidence(item: SoftphoneLogItem) -> list[str]:
    lines = [line.strip() for line in item.evidence.splitlines() if line.strip()]
    return [shortened(line, HEADER) for line in lines[:HEADERS]]


async def open_log(context: BotContext, press: OpenSoftphoneLog) -> View:
    """A page of a softphone's log."""
    centre = context.services.centre
    page = await centre.softphones.log(context.member, press.user_id, press.page, context.now)
    drawn = view(page, context.texts, press, served=centre.users.served)
    return lasting(context, drawn, lambda later: open_log(later, press))


async def open_ready(context: BotContext, press: OpenReady) -> View:
    """Who is ready now."""
    centre = context.services.centre
    page = await centre.softphones.ready(context.member, press.page, context.now)
    drawn = ready_view(page, context.texts, served=centre.users.served)
    return lasting(context, drawn, lambda later: open_ready(later, press))


ROOM: Room = (on(OpenSoftphoneLog, open_log), on(OpenReady, open_ready))
