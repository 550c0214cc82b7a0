"""Whatever is typed at any question: an answer, a refusal that changes nothing, and no password in the open."""

import json

from hypothesis import given
from hypothesis import strategies as st

from domain.line_fields import LineField
from services.line_answers import answered, may_be_secret
from services.line_form_cards import FieldProblem
from services.line_form_draft import Form
from services.line_form_values import card, next_step
from services.vault import Vault

VAULT = Vault({"k1": b"k" * 32})
STEPS = st.sampled_from([None, *LineField])
WORDS = st.sampled_from(
    [
        "пароль",
        "пароль:",
        "пассворд",
        "password is",
        "логин",
        "сервер:",
        "порт",
        "100",
        "sip.a.example",
        "\n",
        ", ",
        "это",
    ]
)
TYPED = st.one_of(st.text(max_size=200), st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=12).map(" ".join))
LABELS = st.sampled_from(["пароль", "Пароль:", "пассворд", "пороль —", "password", "pwd:", "pasword is", "секрет ="])
SECRETS = st.from_regex(r"[A-Z][a-z]{1,5}[0-9]{1,5}[A-Za-z0-9!@#$]{1,6}", fullmatch=True)
AROUND = st.sampled_from(["", "логин 100, ", "Волга; ", "сервер sip.a.example ", "заметка\n", "Провайдер: МТС, "])


def taken(form: Form, text: str) -> bool:
    """Whether the form took it; a refusal leaves it as it was."""
    before = (dict(form.answers), list(form.unsure), form.sealed_secret)
    try:
        answered(form, text, VAULT)
    except FieldProblem:
        assert (form.answers, form.unsure, form.sealed_secret) == before
        return False
    return True


@given(STEPS, TYPED)
def test_no_text_breaks_the_form(step: LineField | None, text: str) -> None:
    form = Form(None, step=step)
    taken(form, text)
    json.dumps(form.answers)
    form.step = next_step(form)
    assert card(form).line_id is None


@given(STEPS, AROUND, LABELS, SECRETS, st.sampled_from(["", " до 18:00", "\nспасибо", ", тел. 0500"]))
def test_a_password_stands_in_no_plain_answer(
    step: LineField | None, lead: str, label: str, secret: str, end: str
) -> None:
    form, text = Form(None, step=step), f"{lead}{label} {secret}{end}"
    assert may_be_secret(step, text)
    taken(form, text)
    assert secret not in json.dumps(form.answers, ensure_ascii=False)
    assert secret not in repr(form)
