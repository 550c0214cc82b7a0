"""Texts are cut as Telegram counts: UTF-16 units after the tags are taken away."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.limits import CAPTION, MESSAGE, TOAST, clipped, fitted, units
from texts import Html
from texts.html import escaped


def test_units_count_an_emoji_twice() -> None:
    assert [units(text) for text in ("a", "я", "🔴", "")] == [1, 1, 2, 0]


def test_a_text_that_fits_is_left_alone() -> None:
    text = Html("<b>" + "a" * MESSAGE + "</b>")
    assert fitted(text) == text


def test_entities_count_as_the_one_character_they_are() -> None:
    text = Html("&amp;" * MESSAGE)
    assert fitted(text) == text


def test_a_long_text_is_cut_by_whole_lines_and_says_so() -> None:
    text = Html("\n".join(f"line {n:04}" for n in range(1000)))
    cut = fitted(text)
    assert cut.visible.endswith("\n…")
    assert all(len(line) == 9 for line in cut.split("\n")[:-1])
    assert MESSAGE - 10 <= units(cut.visible) <= MESSAGE


def test_tags_stay_paired_after_a_cut() -> None:
    text = Html("<blockquote expandable><b>x</b>\n" + "\n".join("y" * 100 for _ in range(100)) + "</blockquote>")
    assert fitted(text).endswith("</blockquote>\n…")


def test_one_endless_line_is_cut_too() -> None:
    cut = fitted(Html("<b>" + "🔴&lt;" * MESSAGE + "</b>"))
    assert "<" not in cut
    assert MESSAGE - 3 <= units(cut.visible) <= MESSAGE


@given(st.text(max_size=3000), st.integers(10, 2000))
def test_any_text_fits_its_limit(text: str, limit: int) -> None:
    clean = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert units(fitted(escaped(clean), limit).visible) <= limit
    assert units(clipped(clean, limit)) <= limit


def test_a_toast_is_cut_between_characters() -> None:
    assert clipped("🔴" * TOAST) == "🔴" * 99 + "…"
    assert CAPTION < MESSAGE
