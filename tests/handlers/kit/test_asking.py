"""What rooms share when they ask, tick and show progress."""

from collections.abc import AsyncIterator

import pytest

from handlers.kit.asking import Typed, erased, not_text
from handlers.kit.live import paced
from handlers.kit.picking import MOST_NAMED, quoted
from handlers.kit.routes import Routes, hears
from handlers.kit.screen import View
from handlers.rooms.ways import Place
from services.line_cards import LineFilter
from texts import Html, Texts

T = Texts("ru")


def typed(text: str, deleted: bool = True) -> Typed:
    async def erase() -> bool:
        return deleted

    return Typed(text, erase)


async def shown(times: list[float], every: float = 1.0) -> list[str]:
    """Which of the views that come at these moments are shown."""
    moments = iter(times)
    now = 0.0

    async def views() -> AsyncIterator[View]:
        nonlocal now
        for moment in moments:
            now = moment
            yield View(Html(str(moment)))

    return [str(view.text) async for view in paced(views(), every, lambda: now)]


async def test_a_live_message_is_edited_about_once_a_second_and_at_the_end() -> None:
    assert await shown([0.0, 0.2, 0.9, 1.1, 1.5, 2.3, 2.4]) == ["0.0", "1.1", "2.3", "2.4"]


async def test_work_without_progress_shows_nothing() -> None:
    assert await shown([]) == []


async def test_the_last_view_is_shown_once() -> None:
    assert await shown([0.0, 5.0]) == ["0.0", "5.0"]


async def test_a_deleted_secret_needs_no_word_and_one_that_stays_needs_one() -> None:
    assert await erased(typed("secret"), T) is None
    assert await erased(typed("secret", deleted=False), T) == T("ask-erase-yourself")


@pytest.mark.parametrize(("text", "wanted"), [("", False), (" \n", False), ("100", True)])
def test_a_message_without_text_is_told_what_is_expected(text: str, wanted: bool) -> None:
    assert (not_text(typed(text), T) is None) is wanted


def test_what_was_typed_is_never_in_a_trace() -> None:
    assert "qL7" not in repr(typed("qL7-vR2p"))


def test_a_long_choice_says_how_many_more_there_are() -> None:
    text = quoted(["<имя>"] * (MOST_NAMED + 3), T)
    assert text.endswith("и ещё 3</blockquote>")
    assert text.count("&lt;имя&gt;") == MOST_NAMED


def test_every_number_is_a_place_and_every_place_a_number() -> None:
    places = [Place(page, shown, found) for page in (0, 1, 2**50) for shown in LineFilter for found in (False, True)]
    assert [Place.of(place.at) for place in places] == places
    assert Place.of(-5).page == 0
    assert Place.of(0) == Place()


def test_listeners_are_kept_in_the_order_of_the_rooms() -> None:
    async def hear(*_: object) -> View | None:
        return None

    first, second = hears(hear), hears(hear)
    assert Routes.of([(first,), (second,)]).listeners == (first, second)
