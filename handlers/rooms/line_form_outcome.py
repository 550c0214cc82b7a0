"""The screens of a line's form that answer: the trial, its refusal, a decision to take, a conflict with somebody."""

from collections.abc import Sequence

from domain.line_fields import LineField
from handlers.kit.press import Press
from handlers.kit.screen import Style, View, button, shortened
from handlers.rooms import line_form_words as words
from handlers.rooms.line_form_view import AskField, CancelForm, KeepMine, ReviewForm, SaveLine, TakeServer, framed
from handlers.rooms.phrases import server
from services.line_form_cards import CarrierBrief, Conflict, LineDraft, Trial
from texts import Html, Texts


def choosing_server(draft: LineDraft, t: Texts, offer: CarrierBrief, said: Sequence[Html | None] = ()) -> View:
    """The carrier just chosen has its lines at another server than the form: the person says which is meant."""
    theirs, own = server(offer.host, offer.port), server(draft.host, draft.port or 0)
    rows = [
        [button(t.plain("take-server", server=theirs), TakeServer(offer.id, True), Style.PRIMARY)],
        [button(t.plain("keep-server", server=own), TakeServer(offer.id, False))],
    ]
    ask = t("form-server-ask", carrier=shortened(offer.name, 24), transport=t.plain(f"transport-{offer.transport}"))
    return framed(draft, [*said, ask], rows, t)


def twin(draft: LineDraft, t: Texts, name: str) -> View:
    """Another line has the same account: correct it, or save it all the same."""
    rows = [
        [button(t.plain("correct"), AskField(LineField.USER), Style.PRIMARY)],
        [button(t.plain("save-both"), SaveLine(twice=True))],
    ]
    return framed(draft, [t("form-twin", name=shortened(name, 24)), t("form-twin-ask")], rows, t)


def trying(draft: LineDraft, t: Texts) -> View:
    """The new details are being registered: nothing to press but the way out."""
    return framed(draft, [t("form-trying")], [], t)


def failed(draft: LineDraft, t: Texts, trial: Trial) -> View:
    """The new details do not register: what was seen, and to correct them, to try again, or to save all the same."""
    correct: Press = AskField(draft.only) if draft.only else ReviewForm()
    rows = [
        [button(t.plain("correct"), correct, Style.PRIMARY), button(t.plain("try-again"), SaveLine())],
        [button(t.plain("save-anyway"), SaveLine(anyway=True))],
    ]
    return framed(draft, words.failure(trial.verdict, t, trial.detail), rows, t)


def conflict(draft: LineDraft, t: Texts, found: Conflict) -> View:
    """Somebody else saved the line meanwhile: the person decides whose answers stay."""
    rows = [[button(t.plain("keep-mine"), KeepMine(), Style.PRIMARY), button(t.plain("take-theirs"), CancelForm())]]
    return framed(draft, words.conflict(found, t), rows, t)
