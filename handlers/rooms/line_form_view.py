"""The screens of a line's form: a question, the review, the trial, a refusal of the trial, a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.line_fields import CHOICES, OPTIONAL, LineField
from domain.sip import CheckMethod, LineType
from handlers.kit.asking import form
from handlers.kit.press import Press
from handlers.kit.screen import Button, Row, Style, View, button, pairs, shortened
from handlers.rooms import line_form_words as words
from handlers.rooms.phrases import server
from services.line_form_cards import CarrierBrief, Conflict, LineDraft, Trial
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
    return _form(draft, [*said, hint, ask], [*_answers(draft, t, carriers), *_leave_field(draft, t)], t)


def review(draft: LineDraft, t: Texts, said: Sequence[Html | None] = (), *, more: bool = False) -> View:
    """Everything is answered: save it, or change a field."""
    fields = [field for field in LineField if (field not in MAIN) is more and _applies(field, draft)]
    turn = button(t.plain("fewer-fields"), ReviewForm()) if more else button(t.plain("more-fields"), ReviewForm(True))
    changes = pairs([*(button(words.field_label(field, t), AskField(field)) for field in fields), turn])
    rows = changes if more else [[button(t.plain("save"), SaveLine(), Style.PRIMARY)], *changes]
    twin = t("form-twin", name=shortened(draft.twin, 24)) if draft.twin and not more else None
    return _form(draft, [*said, twin, t("form-next") if more else t("form-review")], rows, t)


def choosing_server(draft: LineDraft, t: Texts, offer: CarrierBrief, said: Sequence[Html | None] = ()) -> View:
    """The carrier just chosen has its lines at another server than the form: the person says which is meant."""
    theirs, own = server(offer.host, offer.port), server(draft.host, draft.port or 0)
    rows = [
        [button(t.plain("take-server", server=theirs), TakeServer(offer.id, True), Style.PRIMARY)],
        [button(t.plain("keep-server", server=own), TakeServer(offer.id, False))],
    ]
    ask = t("form-server-ask", carrier=shortened(offer.name, 24), transport=t.plain(f"transport-{offer.transport}"))
    return _form(draft, [*said, ask], rows, t)


def twin(draft: LineDraft, t: Texts, name: str) -> View:
    """Another line has the same account: correct it, or save it all the same."""
    rows = [
        [button(t.plain("correct"), AskField(LineField.USER), Style.PRIMARY)],
        [button(t.plain("save-both"), SaveLine(twice=True))],
    ]
    return _form(draft, [t("form-twin", name=shortened(name, 24)), t("form-twin-ask")], rows, t)


def trying(draft: LineDraft, t: Texts) -> View:
    """The new details are being registered: nothing to press but the way out."""
    return _form(draft, [t("form-trying")], [], t)


def failed(draft: LineDraft, t: Texts, trial: Trial) -> View:
    """The new details do not register: what was seen, and to correct them, to try again, or to save all the same."""
    correct: Press = AskField(draft.only) if draft.only else ReviewForm()
    rows = [
        [button(t.plain("correct"), correct, Style.PRIMARY), button(t.plain("try-again"), SaveLine())],
        [button(t.plain("save-anyway"), SaveLine(anyway=True))],
    ]
    return _form(draft, words.failure(trial.verdict, t, trial.detail), rows, t)


def conflict(draft: LineDraft, t: Texts, found: Conflict) -> View:
    """Somebody else saved the line meanwhile: the person decides whose answers stay."""
    rows = [[button(t.plain("keep-mine"), KeepMine(), Style.PRIMARY), button(t.plain("take-theirs"), CancelForm())]]
    return _form(draft, words.conflict(found, t), rows, t)


def _form(draft: LineDraft, said: Sequence[Html | None], rows: Sequence[Row], t: Texts) -> View:
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
