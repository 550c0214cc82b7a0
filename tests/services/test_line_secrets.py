"""A password typed at the wrong question goes to the sealed field or is refused: it stands nowhere in the open."""

import pytest

from domain.line_fields import CHOICES, LineField, Why
from models import Audit, Draft, Line
from services.line_form_cards import FieldProblem
from services.sip_accounts import PASSWORD_PURPOSE
from tests.services.house import NOON, House
from tests.services.line_desk import Desk, open_desk

QUESTIONS = [field for field in LineField if field not in CHOICES and field is not LineField.PASSWORD]
SECRET = "Zx9qw"
TYPED = [
    f"пассворд {SECRET}",
    f"пароль: {SECRET}",
    f"Волга, пароль {SECRET}",
    f"логин 100 пороль {SECRET}",
    f"password is {SECRET}",
    f"pasword {SECRET}, ask Olga",
    f"{SECRET} — пароль",
]


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def stands_nowhere(secret: str) -> bool:
    rows: list[dict[str, object]] = []
    for model in (Draft, Line, Audit):
        rows += await model.all().values()
    return not [row for row in rows if secret in str(row)]


@pytest.mark.parametrize("there", [False, True], ids=["new line", "line that is there"])
@pytest.mark.parametrize("field", QUESTIONS)
async def test_a_password_at_another_question_never_stands_in_the_open(
    desk: Desk, field: LineField, there: bool
) -> None:
    line_id = (await desk.line()).id if there else None
    for text in TYPED:
        await desk.forms.begin(desk.anna, NOON, line_id)
        before = await desk.forms.ask(desk.anna, field, NOON)
        assert desk.forms.is_secret(before, text)
        why = None
        try:
            assert LineField.PASSWORD in (await desk.answers(text)).filled
        except FieldProblem as refused:
            why = refused.why
        if why is not None:
            assert why is Why.SECRET
            assert await desk.forms.current(desk.anna, NOON) == before
        assert await stands_nowhere(SECRET)


@pytest.mark.parametrize("text", ["пароль у Ивана", "Password is with Ivan", "Договор № 5, пароль знает Ольга"])
async def test_a_note_may_say_who_knows_the_password(desk: Desk, text: str) -> None:
    line = await desk.line()
    assert (await desk.change(line, LineField.NOTE, text)).note == text


async def test_a_carrier_in_a_letter_with_a_password_behind_it_is_asked_for(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    draft = await desk.answers(f"Провайдер: Волга, пасворд {SECRET}\nЛогин: 100\nСервер: sip.volga.example")
    assert (draft.user, draft.carrier_name) == ("100", "")
    assert LineField.CARRIER in draft.unsure
    assert await stands_nowhere(SECRET)


async def test_the_word_before_a_password_is_no_part_of_it(desk: Desk) -> None:
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.ask(desk.anna, LineField.PASSWORD, NOON)
    assert (await desk.answers(f"пассворд {SECRET}")).has_password
    row = await Draft.get()
    assert desk.house.vault.open(row.sealed_secret, row.secret_id, PASSWORD_PURPOSE) == SECRET
