"""The screens of a line's form that ask: a question, and the review of everything answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.line_fields import CHOICES, OPTIONAL, LineField
from domain.sip import CheckMethod, LineType
from handlers.kit.asking import form
from handlers.kit.press import Press
from handlers.kit.screen import Button, Row, Style, View, button, pairs, shortened
from handlers.rooms import line_form_words as words
from services.line_form_cards import CarrierBrief, LineDraft
from texts import Html, Texts

MOST_CARRIERS = 6
"""Carriers that are offered as buttons; another one is typed."""

MAIN = frozenset(
    {
        LineField.NAME,
        LineField.TYPE,
        LineField.USER,
        LineField.PASSWORD,
        LineField.HOST,
        LineField.PORT,
        LineField.TRANSPORT,
        LineField.CARRIER,
    }
)
"""Fields of the first page of the review; the rest is on the second."""

_OURS = frozenset(
    {
        LineField.HOST,
        LineField.PORT,
        LineField.TRANSPORT,
        LineField.PROXY,
        LineField.METHOD,
        LineField.FULL_REGISTRATION,
    }
)
"""How we reach a carrier: without meaning for a gateway that registers to us."""


@dataclass(frozen=True)
class ReviewForm(Press, prefix="review"):
    """The form as a whole, with a button for each field; ``more``: the page of the rarer ones."""

    more: bool = False


@dataclass(frozen=True)
class AskField(Press, prefix="ask"):
    """The tap on a field of the form: answer it anew."""

    field: LineField


@dataclass(frozen=True)
class ChooseField(Press, prefix="choose"):
    """The tap on an answer: a value of ``CHOICES``, the id of a carrier, or "" for nothing."""

    field: LineField
    value: str


@dataclass(frozen=True)
class SaveLine(Press, prefix="save"):
    """Try the details out and save them; ``anyway``: save what does not register; ``twice``: another line has the same
    account, and the person knows."""

    anyway: bool = False
    twice: bool = False


@dataclass(frozen=True)
class TakeServer(Press, prefix="server"):
    """Which server the line is at: ``take`` that of the carrier just chosen, or the one that the form had."""

    carrier_id: int
    take: bool


@dataclass(frozen=True)
class KeepMine(Press, prefix="mine"):
    """Somebody else saved the line meanwhile: my answers go on top of his."""


@dataclass(frozen=True)
class StartOver(Press, prefix="startover"):
    """Forget the answers and begin the form of a new line again."""


@dataclass(frozen=True)
class CancelForm(Press, prefix="cancel"):
    """Leave the form; nothing is saved."""


def asking(draft: LineDraft, t: Texts, said: Sequence[Html | None] = (), carriers: Sequence[CarrierBrief] = ()) -> View:
    """The question of ``draft.step``; ``said`` stands above it: a refusal, or what a letter gave."""
    if draft.step is None:
        return review(draft, t, said)
    ask = words.question(draft.step, t, carriers=bool(carriers))
    hint = t("form-letter-hint") if draft.line_id is None and not draft.changed else None
    return framed(draft, [*said, hint, ask], [*_answers(draft, t, carriers), *_leave_field(draft, t)], t)


def review(draft: LineDraft, t: Texts, said: Sequence[Html | None] = (), *, more: bool = False) -> View:
    """Everything is answered: save it, or change a field."""
    fields = [field for field in LineField if (field not in MAIN) is more and _applies(field, draft)]
    turn = button(t.plain("fewer-fields"), ReviewForm()) if more else button(t.plain("more-fields"), ReviewForm(True))
    changes = pairs([*(button(words.field_label(field, t), AskField(field)) for field in fields), turn])
    rows = changes if more else [[button(t.plain("save"), SaveLine(), Style.PRIMARY)], *changes]
    twin = t("form-twin", name=shortened(draft.twin, 24)) if draft.twin and not more else None
    return framed(draft, [*said, twin, t("form-next") if more else t("form-review")], rows, t)


def framed(draft: LineDraft, said: Sequence[Html | None], rows: Sequence[Row], t: Texts) -> View:
    """A screen of the form: the draft, what is said, answers, and the way out."""
    return form(t, [words.title(draft, t), *words.rows(draft, t)], said, rows, CancelForm())


def _answers(draft: LineDraft, t: Texts, carriers: Sequence[CarrierBrief]) -> list[Row]:
    field = draft.step
    if field in CHOICES:
        return pairs([_choice(field, value, t) for value in CHOICES[field]])
    if field is LineField.CARRIER:
        return [[button(each.name, ChooseField(field, str(each.id)))] for each in carriers[:MOST_CARRIERS]]
    if field in OPTIONAL:
        return [[button(t.plain("skip"), ChooseField(field, ""))]]
    may_do_without = field in (LineField.USER, LineField.PASSWORD) and not draft.registers_to_us
    if may_do_without and draft.method is not CheckMethod.OPTIONS and draft.only is None:
        return [[_choice(LineField.METHOD, CheckMethod.OPTIONS, t)]]
    return []


def _choice(field: LineField, value: str, t: Texts) -> Button:
    return button(words.choice_name(field, value, t), ChooseField(field, str(value)))


def _leave_field(draft: LineDraft, t: Texts) -> list[Row]:
    """Back to the whole form from a field that is answered anew; a new form may be begun again."""
    if draft.only is None and (draft.line_id is not None or _again(draft)):
        return [[button(t.plain("all-fields"), ReviewForm())]]
    return [[button(t.plain("start-over"), StartOver())]] if draft.line_id is None and draft.changed else []


def _again(draft: LineDraft) -> bool:
    """Whether the field that is asked has an answer already, or is one that a new line is never asked by itself."""
    first = {
        LineField.TYPE: draft.type,
        LineField.REGISTERS_TO_US: draft.registers_to_us,
        LineField.NAME: draft.name,
        LineField.CARRIER: draft.carrier_name,
        LineField.HOST: draft.host,
        LineField.USER: draft.user,
        LineField.PASSWORD: draft.has_password,
    }
    return draft.step is not None and bool(first.get(draft.step, True))


def _applies(field: LineField, draft: LineDraft) -> bool:
    if field is LineField.REGISTERS_TO_US:
        return draft.type is LineType.GATEWAY
    return not (draft.registers_to_us and field in _OURS)
