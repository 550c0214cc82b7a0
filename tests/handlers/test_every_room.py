"""Every room at once: each view renders in each language, each button leads somewhere, everything fits."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from bot.routes import ROOMS, ROUTES
from domain.language import Language
from handlers import rooms
from handlers.kit.limits import MESSAGE, fitted, units
from handlers.kit.press import LIMIT, Press, unpack
from handlers.kit.routes import Routes
from handlers.kit.screen import Button, GoHome, View
from handlers.kit.show import keyboard
from handlers.rooms import home
from tests.handlers.line_views import Draw
from tests.handlers.views import alerts, menu, private_words
from texts import Texts

EVERY = {**menu(), **alerts(), **private_words()}
PLAIN = {name: draw for name, draw in EVERY.items() if "nasty" not in name}
TEXTS = [Texts(language) for language in Language]
TAG = re.compile(r"</?(?:b|i|code|blockquote|tg-spoiler)>|<blockquote expandable>")

LONGER = {"journal": 13, "log": 19, "help": 13, "facts": 13, "import": 12, "charges": 9, "stopped": 9}
"""Lines of the screens that are read at length; a record of the log has its evidence in a quote that folds.
One more line for the charges of a day, and for a line while the service is suspended."""

pytestmark = pytest.mark.parametrize("t", TEXTS, ids=list(Language))
by_name = pytest.mark.parametrize("draw", EVERY.values(), ids=EVERY.keys())


def room_modules() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(rooms.__path__, "handlers.rooms.")]


def presses_of_rooms() -> set[type[Press]]:
    found: set[type[Press]] = {GoHome}
    for name in room_modules():
        things = vars(importlib.import_module(name)).values()
        found |= {thing for thing in things if isinstance(thing, type) and issubclass(thing, Press)}
    return found - {Press}


def buttons(view: View) -> Iterator[Button]:
    return (button for row in view.rows for button in row)


@by_name
def test_every_view_is_text_that_telegram_takes(draw: Draw, t: Texts) -> None:
    text = fitted(draw(t).text)
    assert 0 < units(text.visible) <= MESSAGE
    assert "<" not in TAG.sub("", text)
    assert not re.search(r"&(?!(?:amp|lt|gt|quot|#x27);)", text)


@by_name
def test_every_button_fits_and_comes_back_as_it_was(draw: Draw, t: Texts) -> None:
    view = draw(t)
    assert sum(len(row) for row in view.rows) <= 100
    for button in buttons(view):
        assert 0 < len(button.label) <= 40
        if button.press:
            data = button.press.pack()
            assert len(data.encode()) <= LIMIT
            assert unpack(data) == button.press
    assert keyboard(view) is not None or not view.rows


@by_name
def test_every_button_leads_to_a_room(draw: Draw, t: Texts) -> None:
    assert all(type(button.press) in ROUTES.presses for button in buttons(draw(t)) if button.press)


@pytest.mark.parametrize("draw", menu().values(), ids=menu().keys())
def test_the_last_row_of_a_menu_screen_leads_home(draw: Draw, t: Texts) -> None:
    view = draw(t)
    assert view.menu
    is_home = any(type(button.press).__name__ == "OpenHelp" for button in buttons(view))
    assert is_home or view.rows[-1][-1].press == GoHome()


@pytest.mark.parametrize("draw", alerts().values(), ids=alerts().keys())
def test_an_alert_has_no_way_home_and_its_buttons_work_in_groups(draw: Draw, t: Texts) -> None:
    assert all(ROUTES.presses[type(button.press)].groups for button in buttons(draw(t)) if button.press)


@pytest.mark.parametrize("draw", PLAIN.values(), ids=PLAIN.keys())
def test_a_button_that_is_no_row_of_a_list_has_two_words_at_most(draw: Draw, t: Texts) -> None:
    labels = [button.label for button in buttons(draw(t)) if "·" not in button.label]
    assert not [label for label in labels if len(label.removeprefix("‹ ").split()) > 2]


@pytest.mark.parametrize(("name", "draw"), PLAIN.items(), ids=PLAIN.keys())
def test_a_card_has_eight_lines_at_most_and_none_empty(name: str, draw: Draw, t: Texts) -> None:
    lines = draw(t).text.visible.split("\n")
    assert len(lines) <= LONGER.get(name.split(" ")[0], 8)
    assert all(line.strip() for line in lines)


def test_one_route_for_each_press_and_none_without(t: Texts) -> None:
    assert presses_of_rooms() == set(ROUTES.presses)
    assert len(ROUTES.presses) + len(ROUTES.commands) + len(ROUTES.listeners) == sum(map(len, ROOMS))


def test_every_room_is_in_the_table_of_contents(t: Texts) -> None:
    tables = [vars(importlib.import_module(name)).get("ROOM") for name in room_modules()]
    assert {id(table) for table in tables if table} == {id(room) for room in ROOMS}


def test_prefixes_are_unique(t: Texts) -> None:
    assert len({press.prefix for press in presses_of_rooms()}) == len(presses_of_rooms())


def test_two_rooms_with_one_press_are_refused(t: Texts) -> None:
    with pytest.raises(ValueError, match="two rooms claim"):
        Routes.of([*ROOMS, home.ROOM])
