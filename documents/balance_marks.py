"""What is written over the curves of the picture of an account: limits, payments, today, and the end of the money."""

from collections.abc import Iterator
from datetime import date

from documents import svg
from documents.balance_frame import BOTTOM, LEFT, RIGHT, TOP, Frame
from documents.figures import dated
from domain.balance_picture import AccountMoment, BalancePicture, Moment
from texts.format import money
from texts.texts import Texts

_BLUE, _GREEN, _AMBER, _RED, _SLATE = "#1d4ed8", "#15803d", "#b45309", "#b91c1c", "#64748b"
_APART = 176
"""Between two labels of payments, so that they do not touch."""
_LINE = 34
"""The height of a label with some air."""
_LETTER = 14
"""A generous width of one letter of size 26."""


def marks(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """Shapes in the order they lie on each other."""
    yield from _limits(card, frame, t)
    yield from _stop_labels(card, frame, t)
    yield from _payments(card, frame, t)
    yield from _end(card, frame, t)
    yield from _today(card, frame, t)


def _limits(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    floor = frame.y(-card.credit_limit)
    words = t.plain("picture-floor", amount=money(-card.credit_limit, t))
    # A curve of one day is a dot with its sum, where the words would begin.
    shift = 240.0 if len(card.points) == 1 else 0.0
    if card.threshold is not None and card.threshold > -card.credit_limit:
        level = frame.y(card.threshold)
        threshold = t.plain("picture-threshold", amount=money(card.threshold, t))
        yield svg.line((LEFT, level), (RIGHT, level), _AMBER, 3, "4 8")
        yield svg.text((LEFT + 10, level - 10), threshold, 26, _AMBER)
        shift += len(threshold) * _LETTER + 40 if floor - level < _LINE else 0.0
    yield svg.line((LEFT, floor), (RIGHT, floor), _RED, 3, "10 8")
    yield svg.text((LEFT + 10 + shift, floor - 10), words, 26, _RED)


def _stop_labels(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """Over the span where they fit, else beside the last one; above the plot, clear of the curves."""
    words = t.plain("picture-stopped")
    for since, until in card.stops:
        first, last = frame.x(since), frame.x(until)
        if last - first > len(words) * _LETTER:
            yield svg.text(((first + last) / 2, TOP + 30), words, 26, _RED, anchor="middle")
        elif (since, until) == card.stops[-1]:
            yield svg.text((first - 10, TOP + 30), words, 26, _RED, anchor="end")


def _payments(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    """The largest payments that have room, each over the balance of its day."""
    balances = {point.day: point.balance for point in card.points}
    paid = [moment for moment in card.moments if moment.kind is AccountMoment.PAYMENT and moment.day in balances]
    chosen: list[Moment] = []
    for moment in sorted(paid, key=lambda moment: -moment.amount):
        if all(abs(frame.x(moment.day) - frame.x(other.day)) >= _APART for other in chosen):
            chosen.append(moment)
    for moment in chosen:
        x, y = frame.spot(moment.day, balances[moment.day])
        yield svg.dot((x, y), _GREEN, 8)
        x = min(max(x, LEFT + _APART / 2), RIGHT - _APART / 2)
        yield svg.text((x, y - 18), "+" + money(moment.amount, t, rounded=True), 26, _GREEN, anchor="middle")


def _end(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    if card.spent or card.runs_out is None or not frame.first <= card.runs_out <= frame.last:
        return
    x, y = frame.spot(card.runs_out, -card.credit_limit)
    yield svg.dot((x, y), _RED)
    label = _short(card.runs_out, t)
    yield svg.text(
        (min(x + 4, RIGHT), y - 22), label, 30, _RED, anchor="end" if x > RIGHT - 120 else "start", bold=True
    )


def _today(card: BalancePicture, frame: Frame, t: Texts) -> Iterator[str]:
    x, y = frame.spot(card.today.day, card.today.balance)
    last = x > RIGHT - 230
    anchor: svg.Anchor = "end" if last else "start"
    if card.forecast:
        yield svg.line((x, TOP), (x, BOTTOM), _SLATE, 2, "2 8")
        yield svg.text((x + (-10 if last else 10), TOP + 2), t.plain("picture-today"), 26, _SLATE, anchor=anchor)
    yield svg.dot((x, y), _BLUE)
    # At the right edge the sum stands left of its dot: below, where a falling curve leaves room.
    below = last and y + _LINE + 12 < BOTTOM
    where = (x - 14 if last else x + 18, y + _LINE + 10 if below else max(y - 18, TOP + _LINE))
    yield svg.text(where, money(card.today.balance, t), 32, _BLUE, anchor=anchor, bold=True)


def _short(day: date, t: Texts) -> str:
    return dated(day, t.plain("picture-day"), t).rstrip(".")
