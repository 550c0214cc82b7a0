"""No key missing, none unused, arguments alike in the code and in every language."""

import re
from collections import Counter

import pytest

from domain.health import LineState
from domain.language import Language
from domain.sip import Verdict
from tests.texts.catalogue import entries, files, junk, messages
from tests.texts.uses import ROOT, Use, error_uses, uses
from texts import Texts, languages
from texts.verdicts import verdict_name

RU, EN = Language.RU.value, Language.EN.value


def asked() -> list[Use]:
    return [*uses(), *error_uses()]


def test_every_language_has_wording_and_no_other_folder_has() -> None:
    assert languages() == set(Language)


@pytest.mark.parametrize("language", list(Language))
def test_fluent_reads_every_line(language: Language) -> None:
    assert junk(language) == []


@pytest.mark.parametrize("language", list(Language))
def test_a_key_stands_once(language: Language) -> None:
    assert not [key for key, n in Counter(key for _, key, _ in entries(language)).items() if n > 1]


def test_languages_have_the_same_files_and_keys_in_them() -> None:
    assert [path.name for path in files(RU)] == [path.name for path in files(EN)]
    assert {(file, key) for file, key, _ in entries(RU)} == {(file, key) for file, key, _ in entries(EN)}


def test_languages_take_the_same_arguments() -> None:
    assert not {key: (names, messages(EN)[key]) for key, names in messages(RU).items() if names != messages(EN)[key]}


def test_the_code_asks_for_no_key_that_is_missing() -> None:
    assert not [(use.where, use.key) for use in asked() if use.key not in messages(RU)]


def test_no_key_is_left_over() -> None:
    assert messages(RU).keys() <= {use.key for use in asked()}


def test_the_code_passes_exactly_the_arguments_of_a_text() -> None:
    known = [use for use in asked() if use.arguments is not None and use.key in messages(RU)]
    wrong = [(use.where, use.key, sorted(use.arguments or ()), sorted(messages(RU)[use.key])) for use in known]
    assert not [row for row in wrong if row[2] != row[3]]


@pytest.mark.parametrize("language", list(Language))
def test_wording_is_calm(language: Language) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in files(language))
    assert not re.findall(r".*!.*|.*к сожалению.*|.*оператор(?:а|у|ом|е)? связи.*", text, flags=re.I)


def test_russian_wording_uses_its_own_quotes() -> None:
    lines = [line for path in files(RU) for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if re.search(r'^[a-z-]+ = .*"[а-яё]', line, flags=re.I)]


@pytest.mark.parametrize("language", list(Language))
def test_a_number_keeps_its_unit_on_the_line(language: Language) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in files(language))
    assert not re.findall(r"\{ \$n \} (?:с|мин|ч|дн|мс|s|min|h|ms|%)\b", text)


def test_verdicts_and_states_read_as_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    t = Texts(RU)
    states = [(state, f"{t.plain(f'lamp-{state}')} {t.plain(f'word-{state}')}") for state in LineState]
    rows = [*states, *((verdict, verdict_name(verdict, t)) for verdict in Verdict)]
    assert not [row for row in rows if "| `{}` | {} |".format(*row) not in glossary]
