"""The picture of an account: 90 days of balance, the forecast with its uncertainty, the limit, payments and stops."""

from datetime import date

from documents import svg
from documents.balance_frame import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Frame, frame_of
from documents.balance_marks import marks
from documents.figures import compact, dated
from documents.plain import plain
from documents.typesetter import typesetter
from domain.balance_picture import BalancePicture
from texts.format import day as weekday
from texts.format import money
from texts.texts import Texts

_INK, _SLATE, _GRID, _ZERO = "#0f172a", "#475569", "#e2e8f0", "#94a3b8"
_BLUE, _AMBER, _RED = "#2563eb", "#b45309", "#b91c1c"
_PIXELS_AN_INCH = 96
"""The template's page is 960 points wide: 1280 pixels, the largest that Telegram shows unscaled."""
_SOON, _NEAR = 7, 21
"""Days to the end of the money when the words turn red, and amber."""


def balance_png(card: BalancePicture, t: Texts) -> bytes:
    """1280×896 pixels, about 60 KB."""
    return typesetter().png("picture.typ", None, {"picture": balance_svg(card, t)}, _PIXELS_AN_INCH)


def balance_svg(card: BalancePicture, t: Texts) -> str:
    """The same as SVG, with words as text."""
    frame = frame_of(card)
    plot = svg.clipped(
        (LEFT, TOP - 40), (RIGHT + 12, BOTTOM), [*_stops(card, frame), *_promise(card, frame), *_curves(card, frame)]
    )
    return svg.document(WIDTH, HEIGHT, [*_title(card, t), *_grid(frame, t), plot, *marks(card, frame, t)])


def _title(card: BalancePicture, t: Texts) -> list[str]:
    words, fill = _outlook(card, t)
    title = t.plain("picture-title", amount=money(card.today.balance, t))
    contract = t.plain("picture-contract", number=plain(card.contract, 24)) if card.contract else ""
    return [
        svg.text((40, 66), title, 46, _INK, bold=True),
        svg.text((RIGHT, 66), contract, 26, _SLATE, anchor="end"),
        svg.text((40, 114), words, 30, fill),
    ]


def _outlook(card: BalancePicture, t: Texts) -> tuple[str, str]:
    """What matters most, in a line, and its colour."""
    if stopped := card.stopped_since:
        return t.plain("picture-suspended", day=weekday(stopped, t)), _RED
    if card.promised_until:
        return t.plain("picture-promised", day=weekday(card.promised_until, t)), _AMBER
    if card.spent:
        return t.plain("picture-spent"), _RED
    if card.runs_out:
        left = (card.runs_out - card.today.day).days
        return _lasts(card, card.runs_out, t), _RED if left <= _SOON else _AMBER if left <= _NEAR else _SLATE
    return t.plain("picture-lasts-beyond" if card.forecast else "picture-no-forecast"), _SLATE


def _lasts(card: BalancePicture, end: date, t: Texts) -> str:
    if not card.soonest or not card.latest or card.soonest == card.latest:
        return t.plain("picture-lasts", day=weekday(end, t))
    soonest, latest = (dated(day, t.plain("picture-day"), t) for day in (card.soonest, card.latest))
    return t.plain("picture-lasts-range", day=weekday(end, t), soonest=soonest, latest=latest)


def _grid(frame: Frame, t: Texts) -> list[str]:
    shapes = []
    for kopecks in frame.sums():
        y = frame.y(kopecks)
        shapes.append(svg.line((LEFT, y), (RIGHT, y), _GRID if kopecks else _ZERO))
        shapes.append(svg.text((LEFT - 14, y + 10), compact(kopecks, t), 27, _SLATE, anchor="end"))
    for day in frame.days():
        x = frame.x(day)
        label = dated(day, t.plain("picture-day"), t).rstrip(".")
        shapes.append(svg.line((x, BOTTOM), (x, BOTTOM + 10), _ZERO))
        shapes.append(svg.text((x, BOTTOM + 44), label, 27, _SLATE, anchor="middle"))
    return shapes


def _curves(card: BalancePicture, frame: Frame) -> list[str]:
    past = [frame.spot(point.day, point.balance) for point in card.points]
    ground = [(past[-1][0], frame.y(0)), (past[0][0], frame.y(0))]
    low = [past[-1], *(frame.spot(point.day, point.low) for point in card.forecast)]
    high = [past[-1], *(frame.spot(point.day, point.high) for point in card.forecast)]
    middle = [past[-1], *(frame.spot(point.day, point.expected) for point in card.forecast)]
    return [
        svg.area([*past, *ground], _BLUE, 0.1),
        svg.area([*high, *reversed(low)], "#f59e0b", 0.28),
        svg.curve(past, _BLUE),
        svg.curve(middle, "#d97706", dash="14 10"),
    ]


def _stops(card: BalancePicture, frame: Frame) -> list[str]:
    """Spans of days without service, tinted from top to bottom."""
    return [_span(frame, since, until, "#dc2626", 0.1) for since, until in card.stops]


def _promise(card: BalancePicture, frame: Frame) -> list[str]:
    """The days that a promised payment carries, tinted likewise."""
    return [_span(frame, card.today.day, card.promised_until, "#f59e0b", 0.25)] if card.promised_until else []


def _span(frame: Frame, since: date, until: date, fill: str, opacity: float) -> str:
    left, right = frame.x(since), frame.x(until)
    return svg.area([(left, TOP), (right, TOP), (right, BOTTOM), (left, BOTTOM)], fill, opacity)
