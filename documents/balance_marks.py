"""What is written over the curves of the picture of an account: limits, payments, today, and the end of the money."""

from collections.abc import Iterator
from datetime import date

from documents import svg
from documents.balance_frame import BOTTOM, LEFT, RIGHT, TOP, Frame
from documents.figures import dated
from domain.balance_picture import AccountMoment, BalancePicture
from texts.format import money
from texts.texts import Texts

_BLUE, _GREEN, _AMBER, _RED, _SLATE = "#1d4ed8", "#15803d", "#b45309", "#b91c1c", "#64748b"
_APART = 176
"""Between two labels of payments, so that they do not touch."""
_LINE = 34
"""The height of a label with some air."""
_LETTER = 14
"""A generous width of one letter of size 26."""
_WORDS = 230
"""The width of two or three words."""


def marks(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """Shapes in the order they lie on each other."""
    yield from _limits(card, frame, t)
    yield from _stop_labels(card, frame, t)
    yield from _payments(card, frame, t)
    yield from _end(card, frame, t)
    yield from _promise(card, frame, t)
    yield from _today(card, frame, t)


def _limits(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    floor = frame.y(-card.credit_limit)
    words = t.plain("picture-floor", amount=money(-card.credit_limit, t))
    # A curve of one day is a dot with its sum, where the words would begin.
    shift = 240.0 if len(card.points) == 1 else 0.0
    below = _is_free_below(floor, card, frame)
    if card.threshold is not None and card.threshold > -card.credit_limit:
        level = frame.y(card.threshold)
        threshold = t.plain("picture-threshold", amount=money(card.threshold, t))
        yield svg.line((LEFT, level), (RIGHT, level), _AMBER, 3, "4 8")
        yield svg.text((LEFT + 10, level - 10), threshold, 26, _AMBER)
        shift += len(threshold) * _LETTER + 40 if floor - level < _LINE and not below else 0.0
    yield svg.line((LEFT, floor), (RIGHT, floor), _RED, 3, "10 8")
    yield svg.text((LEFT + 10 + shift, floor + (_LINE - 6 if below else -10)), words, 26, _RED)


def _is_free_below(y: float, card: BalancePicture, frame: Frame) -> bool:
    """Whether words under a line at ``y`` have room and are struck through by no other line, nor by the curve."""
    lines = [frame.y(kopecks) for kopecks in frame.sums()]
    curve = [frame.y(point.balance) for point in card.points if frame.x(point.day) < LEFT + _WORDS]
    struck = any(y < other < y + _LINE for other in (*lines, *curve))
    return y + _LINE < BOTTOM and not struck


def _stop_labels(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """Over the plot, where no curve runs; where stops lie close together, the first one's is enough."""
    words = t.plain("picture-stopped")
    half, taken = len(words) * _LETTER / 2, 0.0
    for since, until in card.stops:
        x = min(max((frame.x(since) + frame.x(until)) / 2, LEFT + half), RIGHT - half)
        if x - half >= taken:
            yield svg.text((x, TOP - 26), words, 26, _RED, anchor="middle")
            taken = x + half


def _payments(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """A dot for each payment over the balance of its day, and the sums of the largest that have room."""
    balances = {point.day: point.balance for point in card.points}
    paid = [moment for moment in card.moments if moment.kind is AccountMoment.PAYMENT and moment.day in balances]
    for moment in paid:
        yield svg.dot(frame.spot(moment.day, balances[moment.day]), _GREEN, 8)
    chosen: list[float] = []
    for moment in sorted(paid, key=lambda moment: -moment.amount):
        x, y = frame.spot(moment.day, balances[moment.day])
        x = min(max(x, LEFT + _APART / 2), RIGHT - _APART / 2)
        # Today's stands over the balance of today.
        apart = all(abs(x - other) >= _APART for other in chosen)
        if apart and (not card.forecast or moment.day != card.today.day):
            chosen.append(x)
            yield svg.text((x, y - 18), _plus(moment.amount, t), 26, _GREEN, anchor="middle")


def _end(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """The day the money ends, where it still lies ahead."""
    if card.runs_out is None or card.spent or not card.today.day < card.runs_out <= frame.last:
        return
    x, y = frame.spot(card.runs_out, -card.credit_limit)
    yield svg.dot((x, y), _RED)
    label = _short(card.runs_out, t)
    yield svg.text(
        (min(x + 4, RIGHT), y - 22), label, 30, _RED, anchor="end" if x > RIGHT - 120 else "start", bold=True
    )


def _promise(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """Beside the last day of the promise, two lines under the word "today"."""
    if card.promised_until is None or not card.forecast:
        return
    x = frame.x(min(card.promised_until, frame.last))
    yield svg.line((x, TOP), (x, BOTTOM), _AMBER, 2, "2 8")
    until = t.plain("picture-promise-until", day=_short(card.promised_until, t))
    for number, words in enumerate((t.plain("picture-promise"), until), 1):
        anchor: svg.Anchor = "end" if x > RIGHT - _WORDS else "start"
        yield svg.text(
            (x + (-10 if anchor == "end" else 10), TOP + 6 + _LINE * number), words, 26, _AMBER, anchor=anchor
        )


def _today(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    x, y = frame.spot(card.today.day, card.today.balance)
    last = x > RIGHT - _WORDS
    # Beyond the limit there is no curve to the left, but a forecast to the right.
    left = last or (card.spent and x > LEFT + 2 * _WORDS)
    anchor: svg.Anchor = "end" if last else "start"
    if card.forecast:
        yield svg.line((x, TOP), (x, BOTTOM), _SLATE, 2, "2 8")
        yield svg.text((x + (-10 if last else 10), TOP + 2), t.plain("picture-today"), 26, _SLATE, anchor=anchor)
    yield svg.dot((x, y), _GREEN if card.paid_today else _BLUE)
    # At the right edge the sum stands left of its dot: below, where a falling curve leaves room.
    below = left and y + _LINE + 12 < BOTTOM
    where = (x - 14 if left else x + 18, y + _LINE + 10 if below else max(y - 18, TOP + _LINE))
    yield svg.text(where, money(card.today.balance, t), 32, _BLUE, anchor="end" if left else "start", bold=True)
    if card.paid_today and card.forecast:
        over = y - 18 if below else where[1] - _LINE - 4
        yield svg.text((where[0], over), _plus(card.paid_today, t), 26, _GREEN, anchor="end" if left else "start")


def _plus(amount: int, t: Texts) -> str:
    return "+" + money(amount, t, rounded=True)


def _short(day: date, t: Texts) -> str:
    return dated(day, t.plain("picture-day"), t).rstrip(".")
