"""A Texts of one language."""

import pytest

from texts import Html, TextError, Texts, joined
from texts.html import escaped


def test_an_argument_is_escaped_for_html() -> None:
    assert Texts("ru")("page", page="<b>&", pages='"') == "&lt;b&gt;&amp;/&quot;"


def test_what_is_html_already_is_not_escaped_again() -> None:
    t = Texts("ru")
    assert t("page", page=t("page", page="<", pages="1"), pages=Html("<b>2</b>")) == "&lt;/1/<b>2</b>"


def test_a_label_is_bare_text() -> None:
    assert Texts("en").plain("page", page="<a>", pages=Html("&lt;<b>2</b>")) == "<a>/<2"


def test_a_missing_key_is_an_error_that_names_the_file() -> None:
    with pytest.raises(TextError, match=r"no text 'nope' in ru.*texts/ru"):
        Texts("ru")("nope")


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(TextError, match="page"):
        Texts("ru")("page", page="1")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(TextError, match="'de'"):
        Texts("de")


def test_plural_forms_follow_the_language() -> None:
    assert [Texts("en").plain("format-days", n=n) for n in (1, 2)] == ["1\xa0day", "2\xa0days"]


def test_a_card_is_joined_of_lines_and_skips_empty_ones() -> None:
    assert joined(["a<", None, "", Html("<b>b</b>")]) == "a&lt;\n<b>b</b>"


def test_html_shows_what_a_reader_sees() -> None:
    assert escaped("a & <b>").visible == "a & <b>"
    assert Html("<b>a</b> &lt;").visible == "a <"
