"""Every view of the rooms of lists of new people, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.access import Role, allowed
from domain.user_fields import UserFault, UserField, UserWhy
from domain.users import UserRole
from handlers.rooms import user_import_done, user_import_view
from services.user_import_cards import Alike, Imported, ImportLine, ImportPreview, ImportStep
from tests.handlers import project_views
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, NASTY, NOW, ZONE
from texts import joined

NAMES = ("Анна Белова", "Борис Власов", "Вера Громова", "Глеб Дмитриев", "Дарья Ежова", "Егор Жуков")
FAULTS = tuple(UserFault(UserField.LOGIN, why, 32) for why in (UserWhy.TAKEN, UserWhy.TWICE, UserWhy.TOO_LONG))


def card(*, faulty: int = 0, alike: int = 0, project: str = "") -> ImportPreview:
    signs = [*([Alike.AT_WORK, Alike.IN_LIST] * 3)[:alike], *[None] * 6]
    items = tuple(
        ImportLine(n, name, str(10000 + n), UserRole.OPERATOR, False, FAULTS[:1] if n <= faulty else (), signs[n - 1])
        for n, name in enumerate(NAMES, 1)
    )
    return ImportPreview(
        contract_name="Ромашка",
        items=items,
        page=0,
        pages=3,
        total=15,
        faulty=faulty,
        alike=alike,
        role=UserRole.OPERATOR,
        project_id=1 if project else None,
        project=project,
        expires_at=NOW + timedelta(hours=1),
        may=allowed(Role.ADMINISTRATOR),
        now=NOW,
        zone=ZONE,
    )


def nasty(faulty: int) -> ImportPreview:
    line = ImportLine(HUGE, NASTY, NASTY[:64], UserRole.OBSERVER, True, FAULTS if faulty else (), Alike.AT_WORK)
    return replace(
        card(), alike=HUGE, items=(line,) * 6, page=2**50, pages=2**50, faulty=faulty, project_id=HUGE, project=NASTY
    )


def screens() -> Iterator[tuple[str, Draw]]:
    yield "import", user_import_view.how_view
    yield "import by voice", lambda t: user_import_view.how_view(t, t("ask-text-only"))
    for name, drawn in {
        "import read": card(),
        "import read, one page": replace(card(), pages=1, items=card().items[:1], total=1),
        "import to a project": card(project="Опрос-Казань"),
        "import of a sheet": replace(card(project="Опрос-Казань", faulty=2), sheet="Операторы второй смены, ноябрь"),
        "import to a project that is not offered": replace(card(project="Старый"), project_id=77),
        "import with faults": card(faulty=3),
        "import with faults and namesakes": card(faulty=3, alike=6),
        "import with namesakes": card(alike=3, project="Опрос-Казань"),
    }.items():
        yield name, of(user_import_view.view, drawn, project_views.page())
    left = of(user_import_view.view, card(), project_views.page())
    yield "import left", lambda t: replace(left(t), text=joined([t("ask-erase-yourself"), left(t).text]))
    for faulty in (0, HUGE):
        yield f"nasty import, {faulty} faults", of(user_import_view.view, nasty(faulty), project_views.nasty_page())
    yield "import's roles", user_import_view.role_view
    yield "import's projects", of(user_import_view.project_view, project_views.page())
    yield "nasty import's projects", of(user_import_view.project_view, project_views.nasty_page())
    for ready, total in ((0, 1000), (400, 1000), (1000, 1000)):
        yield f"adding {total}, {ready} ready", of(user_import_done.adding_view, ImportStep(ready, total))
    yield "imported", of(user_import_done.done_view, Imported(tuple(range(15)), "Опрос-Казань", "x" * 16))
    yield "nasty imported", of(user_import_done.done_view, Imported((HUGE,), NASTY, "_" * 16))
