"""Whatever a field holds, the form stays text that Telegram takes; each refusal has its words in each language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.language import Language
from domain.line_fields import LONGEST, REFUSALS, BadField, LineField, Why
from domain.sip import Transport
from handlers.kit.limits import MESSAGE, fitted, units
from handlers.rooms import line_form_outcome as outcome
from handlers.rooms import line_form_view as form
from handlers.rooms import line_form_words as words
from services.line_form_cards import CarrierBrief, Conflict, FieldChange, FieldProblem, LineDraft
from tests.handlers.line_samples import draft
from texts import Texts

TEXTS = [Texts(language) for language in Language]
TAG = re.compile(r"</?code>")
anything = some.text(max_size=512)
fields = some.sampled_from(LineField)
drafts = some.builds(
    draft,
    name=anything,
    note=anything,
    user=anything,
    auth_user=anything,
    host=anything,
    port=some.none() | some.integers(1, 65535),
    proxy=anything,
    channels=some.none() | some.integers(1, 1000),
    marking=anything,
    carrier_name=anything,
    support_phone=anything,
    carrier_contract=anything,
    line_id=some.none() | some.just(7),
    step=some.none() | fields,
    unsure=some.lists(fields, unique=True).map(tuple),
    filled=some.lists(fields, unique=True).map(tuple),
)


@pytest.mark.parametrize("t", TEXTS, ids=list(Language))
@given(data=some.data())
def test_any_draft_is_text_that_telegram_takes(t: Texts, data: some.DataObject) -> None:
    card = data.draw(drafts)
    text = fitted(form.asking(card, t, words.letter(card, t)).text)
    assert 0 < units(text.visible) <= MESSAGE
    assert "<" not in TAG.sub("", text)
    assert len(text.visible.splitlines()) < 30


@pytest.mark.parametrize("t", TEXTS, ids=list(Language))
@given(
    changes=some.lists(some.builds(FieldChange, some.sampled_from(LineField), anything | some.booleans() | some.none()))
)
def test_any_conflict_is_text_that_telegram_takes(t: Texts, changes: list[FieldChange]) -> None:
    text = fitted(outcome.conflict(draft(line_id=7), t, Conflict(tuple(changes), "<b>")).text)
    assert "<" not in TAG.sub("", text)


@pytest.mark.parametrize("t", TEXTS, ids=list(Language))
@given(card=drafts, name=anything, carrier=anything)
def test_any_decision_is_text_that_telegram_takes(t: Texts, card: LineDraft, name: str, carrier: str) -> None:
    offer = CarrierBrief(1, carrier, "sip.kama.example", 5060, Transport.UDP)
    for view in (outcome.twin(card, t, name), outcome.choosing_server(card, t, offer), form.review(card, t)):
        text = fitted(view.text)
        assert 0 < units(text.visible) <= MESSAGE
        assert "<" not in TAG.sub("", text)


@pytest.mark.parametrize("t", TEXTS, ids=list(Language))
@pytest.mark.parametrize(("field", "why"), [(field, why) for field, reasons in REFUSALS.items() for why in reasons])
def test_every_refusal_has_its_words_and_names_its_field(t: Texts, field: LineField, why: Why) -> None:
    said = words.problem(FieldProblem(BadField(field, why, LONGEST.get(field, 0))), t)
    assert said.visible.lower().startswith(words.field_name(field, t).lower() + ":")


@pytest.mark.parametrize("t", TEXTS, ids=list(Language))
def test_a_value_that_a_field_has_not_is_a_fault(t: Texts) -> None:
    with pytest.raises(ValueError, match="no value"):
        words.choice_name(LineField.TRANSPORT, "sctp", t)
