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
