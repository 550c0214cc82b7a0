"""The card of a line in words, eight short rows at most: effect, cause, what to do, where, since when."""

from domain.health import LineState
from domain.sip import CheckMethod, Verdict
from handlers.kit.screen import WHOLE_NAME, shortened
from handlers.rooms.phrases import advice, calls_advice, sentence, server
from services.line_cards import LineCard
from texts import Html, Texts, joined
from texts.format import moment, percent
from texts.html import escaped
from texts.verdicts import verdict_advice, verdict_name


def text(card: LineCard, t: Texts, progress: Html | None) -> Html:
    """The card; ``progress`` is its last row: a check under way, or what has just been done."""
    what, *todo = _state(card, t)
    rows = [_title(card, t), what, _stopped(card, t), *todo, _where(card, t), _kept(card, t), *_checked(card, t)]
    return joined([*rows, progress or _suspicion(card, t)])


def probed(card: LineCard) -> bool:
    """Whether we ask this line ourselves; one that registers to us, or is switched off, we do not."""
    return card.state is not LineState.OFF and not card.registers_to_us


def has_login(card: LineCard) -> bool:
    """Whether the line has a password at all."""
    return card.method is CheckMethod.REGISTER or card.registers_to_us


def _title(card: LineCard, t: Texts) -> Html:
    name, kind = shortened(card.name, WHOLE_NAME), t.plain(f"type-{card.type}")
    lamp = t.plain("lamp-some-failing") if _partly(card) else t.plain(f"lamp-{card.state}")
    return t("line-title", lamp=lamp, name=name, type=kind)


def _partly(card: LineCard) -> bool:
    """It registers, and yet many calls over it fail."""
    return card.state is LineState.OK and card.calls.partly


def _state(card: LineCard, t: Texts) -> list[Html]:
    since = moment(card.since, card.now, card.zone, t, weekday=True)
    if _partly(card):
        told = card.calls.hour if card.calls.hour.partly else card.calls.day
        return [t("line-partly", share=percent(told.share, t)), calls_advice(card.type, t)]
    if card.registers_to_us and card.state is LineState.UNKNOWN:
        return [t("form-takes-calls"), t("form-not-watched")]
    if card.registers_to_us and card.state is LineState.ERROR:
        return [t("gateway-absent", since=since), t("gateway-absent-advice")]
    if card.state is LineState.ERROR and card.verdict is not None:
        cause = sentence(verdict_name(card.verdict, t))
        return [t("line-since", state=cause, since=since), *advice(card.verdict, card, t)]
    if card.state is LineState.UNKNOWN and card.blind is not None:
        return [_blind(card, t), escaped(verdict_advice(Verdict.UNKNOWN, t, card.blind or ""))]
    if card.state is LineState.UNKNOWN:
        return [t("line-unchecked")]
    return [t("line-since", state=sentence(t.plain(f"word-{card.state}")), since=since)]


def _stopped(card: LineCard, t: Texts) -> Html | None:
    """Projects that have no line left, and how many people cannot call."""
    names = card.impact.projects
    if not names:
        return None
    named = ", ".join(t.plain("impact-project", name=shortened(name, 20)) for name in names[:1])
    more = len(names) - 1
    shown = t.plain("impact-projects", names=named, more=more)
    return t("line-stopped", names=shown, n=card.impact.operators)


def _where(card: LineCard, t: Texts) -> Html:
    if card.registers_to_us:
        return t("line-login", login=shortened(card.user))
    parts = [shortened(card.user) if card.user else "", t.plain(f"transport-{card.transport}")]
    parts.append(t.plain("method-options") if card.method is CheckMethod.OPTIONS else "")
    rest = "".join(f" · {part}" for part in parts if part)
    return t("line-where", server=server(card.host, card.port), rest=rest)


def _kept(card: LineCard, t: Texts) -> Html | None:
    """What an administrator wrote down; a failing card has no room for it."""
    if card.state is LineState.ERROR:
        return None
    parts = [
        shortened(card.carrier, 24),
        t.plain("form-channels", n=card.channels) if card.channels else "",
        t.plain("form-marking", value=shortened(card.marking, 16)) if card.marking else "",
        shortened(card.note, 24),
    ]
    return t("form-extra", value=sentence(" · ".join(part for part in parts if part))) if any(parts) else None


def _checked(card: LineCard, t: Texts) -> list[Html | None]:
    """When it was checked and how it worked: two rows, one where projects stand still and rows are short."""
    if not card.impact.projects:
        return [_last_check(card, t), _uptime(card, t)]
    if card.checked_at is None:
        return []
    month = t.plain("line-uptime", share=percent(card.uptime, t)) if card.uptime is not None else ""
    checked = t.plain("line-checked", at=moment(card.checked_at, card.now, card.zone, t))
    return [t("line-history", history=sentence(" · ".join(part for part in (checked, month) if part)))]


def _last_check(card: LineCard, t: Texts) -> Html | None:
    if card.checked_at is None:
        return None
    checked = t.plain("line-checked", at=moment(card.checked_at, card.now, card.zone, t))
    answered = card.latency_ms is not None and card.state is LineState.OK
    latency = t.plain("line-latency", n=max(round(card.latency_ms or 0), 1)) if answered else ""
    return t("line-history", history=sentence(" · ".join(part for part in (checked, latency) if part)))


def _uptime(card: LineCard, t: Texts) -> Html | None:
    day = t.plain("line-uptime-day", share=percent(card.uptime_day, t)) if card.uptime_day is not None else ""
    month = t.plain("line-uptime", share=percent(card.uptime, t)) if card.uptime is not None else ""
    parts = [part for part in (day, month) if part]
    return t("line-uptimes", shares=" · ".join(parts)) if parts else None


def _blind(card: LineCard, t: Texts) -> Html:
    """The newest check failed through our own fault, and so tells nothing of the line."""
    return escaped(sentence(verdict_name(Verdict.UNKNOWN, t, card.blind or "")))


def _suspicion(card: LineCard, t: Texts) -> Html | None:
    if card.blind is not None and card.state in {LineState.OK, LineState.ERROR}:
        return _blind(card, t)
    if not card.suspected:
        return None
    return t("line-maybe-recovered") if card.state is LineState.ERROR else t("line-maybe-failing")
