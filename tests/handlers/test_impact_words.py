"""An alert begins with what stopped, in the plurals of both languages; without links nothing is other than before."""

from dataclasses import replace

import pytest

from domain.access import Role
from domain.cause import Cause
from handlers.rooms.incident import alert, menu_view, more_lines, recovery
from handlers.rooms.incident_text import incident_text
from services.cards import Impact, IncidentCard
from tests.handlers import samples
from texts import Texts

RU, EN = Texts("ru"), Texts("en")
KAZAN = ("Опрос-Казань",)


def rows(card: IncidentCard, t: Texts = RU) -> list[str]:
    return str(alert(card, t).text).split("\n")


def stopped(n: int = 1, operators: int = 14, projects: tuple[str, ...] = KAZAN) -> IncidentCard:
    return replace(samples.incident(n), impact=Impact(projects, operators))


@pytest.mark.parametrize(
    ("count", "ru", "en"),
    [
        (1, "Не звонит 1 оператор", "1 operator cannot call"),
        (3, "Не звонят 3 оператора", "3 operators cannot call"),
        (14, "Не звонят 14 операторов", "14 operators cannot call"),
        (21, "Не звонит 21 оператор", "21 operators cannot call"),
    ],
)
def test_the_first_words_are_the_people_who_cannot_call(count: int, ru: str, en: str) -> None:
    card = stopped(operators=count)
    assert rows(card)[:2] == [f"🔴 {ru}", "«Опрос-Казань»"]
    assert rows(card, EN)[:2] == [f"🔴 {en}", "“Опрос-Казань”"]


@pytest.mark.parametrize(
    ("count", "online", "ru", "en"),
    [
        (23, 1, "Не звонят 23 оператора (онлайн 1)", "23 operators cannot call (1 online)"),
        (21, 0, "Не звонит 21 оператор (онлайн 0)", "21 operators cannot call (0 online)"),
        (5, 5, "Не звонят 5 операторов (онлайн 5)", "5 operators cannot call (5 online)"),
    ],
)
def test_beside_them_stands_how_many_are_at_work_now(count: int, online: int, ru: str, en: str) -> None:
    card = replace(samples.incident(), impact=Impact(KAZAN, count, online=online))
    assert (rows(card)[0], rows(card, EN)[0]) == (f"🔴 {ru}", f"🔴 {en}")


@pytest.mark.parametrize(("count", "ru"), [(1, "Стоит 1 проект"), (2, "Стоят 2 проекта"), (5, "Стоят 5 проектов")])
def test_projects_without_people_stop_too(count: int, ru: str) -> None:
    assert rows(stopped(operators=0, projects=("П",) * count))[0] == f"🔴 {ru}"


def test_many_projects_are_two_names_and_a_number() -> None:
    assert rows(stopped(projects=("А", "Б", "В", "Г")))[1] == "«А», «Б» и ещё 2"
    assert rows(stopped(projects=("А", "Б", "В", "Г")), EN)[1] == "“А”, “Б” and 2 more"


def test_the_only_line_is_named_still() -> None:
    card = stopped()
    assert card.lines[0].name in str(alert(card, RU).text)
    assert rows(samples.incident())[0].endswith(card.lines[0].name)


def test_a_project_that_goes_on_over_fewer_lines_is_told_after_the_line() -> None:
    card = replace(samples.incident(), impact=Impact(limited=KAZAN))
    assert rows(card)[0] == rows(samples.incident())[0]
    assert rows(card)[1] == "Линий меньше: «Опрос-Казань»"


@pytest.mark.parametrize("n", [1, 2, 5])
@pytest.mark.parametrize("cause", [Cause.LINE, Cause.MONEY])
def test_a_card_has_eight_rows_at_most(n: int, cause: Cause) -> None:
    card = replace(stopped(n, projects=("А" * 128,) * 9), cause=cause)
    assert len(str(incident_text(card, RU, menu=True)).split("\n")) <= 8
    assert len(rows(card)) <= 8


def test_many_lines_are_counted_where_the_people_have_their_place() -> None:
    assert "8 линий из 14" in rows(stopped(8))
    assert "8 lines of 14" in rows(stopped(8), EN)
    assert ", ".join(line.name for line in stopped(3).lines) in rows(stopped(3))


def test_names_of_projects_are_text_and_no_markup() -> None:
    assert "&lt;b&gt;" in str(alert(stopped(projects=("<b>",)), RU).text)


def test_a_reminder_begins_with_the_people_and_a_recovery_with_the_repair() -> None:
    assert "Не звонят 14 операторов" in str(more_lines(stopped(), RU).text)
    assert "оператор" not in str(recovery(samples.incident(closed=True), RU).text)


def test_the_screen_of_the_menu_says_the_same() -> None:
    assert str(menu_view(stopped(), RU, Role.ON_CALL).text).startswith("🔴 Не звонят 14 операторов\n«Опрос-Казань»\n")
