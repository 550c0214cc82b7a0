"""Views and their buttons, pages and late drawings."""

from telegram import CopyTextButton

from handlers.kit.drawn import Drawn
from handlers.kit.paging import clamped, pager
from handlers.kit.screen import Style, View, back, button, copy_button, home, pairs, shortened, url_button
from handlers.kit.show import Spot, keyboard
from handlers.rooms.ways import OpenLine, OpenLines
from texts import Html, Texts

T = Texts("ru")


def test_a_long_label_is_cut_in_one_line() -> None:
    assert shortened("a\nb") == "a b"
    assert shortened("x" * 41) == "x" * 39 + "…"
    assert button("линия " * 20, OpenLines()).label == "линия " * 6 + "лин…"


def test_the_last_row_leads_back_and_home() -> None:
    row = back(T, OpenLines(2), "Линии")
    assert [each.label for each in row] == ["‹ Линии", "Домой"]
    assert row[0].press == OpenLines(2)
    assert back(T, OpenLines())[0].label == "‹ Назад"
    assert [each.label for each in home(T)] == ["Домой"]


def test_buttons_reach_telegram_with_style_copy_text_and_address() -> None:
    row = [
        button("a", OpenLine(5), Style.DANGER),
        copy_button("b", "x" * 300),
        url_button("c", "https://example.org/"),
    ]
    markup = keyboard(View(Html("x"), [row, []]))
    assert markup is not None
    [[acting, copying, opening]] = markup.inline_keyboard
    assert (acting.callback_data, acting.style) == ("line:5:0", "danger")
    assert copying.copy_text == CopyTextButton("x" * 256)
    assert opening.url == "https://example.org/"


def test_a_view_without_buttons_has_no_keyboard() -> None:
    assert keyboard(View(Html("x"), [[]])) is None


def test_pairs_stand_two_a_row() -> None:
    assert [len(row) for row in pairs([button("a", OpenLines())] * 5)] == [2, 2, 1]


def test_one_page_has_no_pager() -> None:
    assert pager(T, 0, 1, OpenLines) == []


def test_a_pager_wraps_at_both_ends() -> None:
    [[before, here, after]] = pager(T, 0, 3, OpenLines)
    assert [each.label for each in (before, here, after)] == ["‹", "1/3", "›"]
    assert [each.press for each in (before, here, after)] == [OpenLines(2), OpenLines(0), OpenLines(1)]
    [[_, _, after]] = pager(T, 2, 3, OpenLines)
    assert after.press == OpenLines(0)


def test_a_page_beyond_a_list_that_shrank_is_its_last() -> None:
    assert [clamped(page, 3) for page in (-5, 0, 2, 3, 2**63)] == [0, 0, 2, 2, 2]
    assert clamped(7, 0) == 0


def test_a_drawing_is_newest_until_the_message_is_drawn_again() -> None:
    drawn, here, there = Drawn(), Spot(1, 0, 10), Spot(1, 0, 11)
    first = drawn.mark(here)
    drawn.mark(there)
    assert drawn.is_newest(here, first)
    drawn.mark(here)
    assert not drawn.is_newest(here, first)


def test_drawings_of_long_ago_are_forgotten() -> None:
    drawn = Drawn(limit=2)
    numbers = [(spot, drawn.mark(spot)) for spot in (Spot(1, 0, n) for n in range(3))]
    assert [drawn.is_newest(*each) for each in numbers] == [False, True, True]
