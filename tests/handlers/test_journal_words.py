"""The journal says which fields of a line were changed, never to what."""

from dataclasses import replace

import pytest

from domain.journal import Deed
from handlers.rooms import audit
from tests.handlers import people_samples
from texts import Texts


@pytest.mark.parametrize(("language", "words"), [("ru", "пароль, сервер"), ("en", "password, server")])
def test_an_edited_line_names_its_fields(language: str, words: str) -> None:
    page = people_samples.journal()
    item = replace(page.items[0], deed=Deed.EDIT_LINE, action="edit_line", what="МТС-транк", details="password, host")
    assert f"МТС-транк · {words}" in audit.view(replace(page, items=(item,)), Texts(language)).text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_edited_line_whose_fields_are_not_known_ends_with_its_name(language: str) -> None:
    page = people_samples.journal()
    item = replace(page.items[0], deed=Deed.EDIT_LINE, action="edit_line", what="МТС-транк", details="")
    assert audit.view(replace(page, items=(item,)), Texts(language)).text.endswith(": МТС-транк")


@pytest.mark.parametrize(
    ("deed", "details", "language", "words"),
    [
        (Deed.PROMISE_PAYMENT, "1374.50", "ru", "Обещанный платёж: 1\u00a0374,50\u00a0₽"),
        (Deed.CREDIT_ROW, "120 2026-11-23 700.00", "ru", "зачислен: 700\u00a0₽ · пн\u00a023\u00a0ноября · №\u00a0120"),
        (Deed.DISMISS_ROW, "A 1 2026-11-23 0.50", "ru", "отклонён: 0,50\u00a0₽ · пн\u00a023\u00a0ноября · №\u00a0A 1"),
        (
            Deed.CREDIT_ROW,
            "120 2026-11-23 700.00",
            "en",
            "credited: 700\u00a0₽ · Mon\u00a023\u00a0November · No.\u00a0120",
        ),
        (Deed.CREDIT_ROW, "written otherwise", "ru", "зачислен: written otherwise"),
        (Deed.PROMISE_PAYMENT, "NaN", "en", "Promised payment: NaN"),
    ],
)
def test_money_and_days_are_written_as_on_every_screen(deed: Deed, details: str, language: str, words: str) -> None:
    page = people_samples.journal()
    item = replace(page.items[0], deed=deed, action=deed.value, details=details)
    assert words in audit.view(replace(page, items=(item,)), Texts(language)).text
