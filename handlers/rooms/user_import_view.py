"""The screens of a list of new people: what was read, which role and project they get, what is wrong."""

from dataclasses import dataclass

from domain.users import OWN_ROLES, UserRole
from handlers.kit import picking
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.screen import Row, Style, View, back, button, home, pairs, shortened, unasked
from handlers.rooms import user_import_words as words
from handlers.rooms.user_ways import OpenImport, OpenUsers
from services.project_cards import ProjectsPage
from services.user_import_cards import ImportPreview
from texts import Html, Texts, joined

OFFERED = 3
"""Projects that the preview offers by name; the others are a tap further."""


@dataclass(frozen=True)
class PickImportRole(Press, prefix="improles"):
    """Which role those get whose row names none."""


@dataclass(frozen=True)
class ChooseImportRole(Press, prefix="improle"):
    """This one."""

    role: UserRole


@dataclass(frozen=True)
class PickImportProject(Press, prefix="improjs"):
    """To which project they are admitted."""

    page: int = 0


@dataclass(frozen=True)
class ChooseImportProject(Press, prefix="improj"):
    """To this one; 0: to none."""

    project_id: int


@dataclass(frozen=True)
class ConfirmImport(Press, prefix="impyes"):
    """Add all of them."""


@dataclass(frozen=True)
class CancelImport(Press, prefix="impno"):
    """Forget the list."""


def how_view(t: Texts, said: Html | None = None) -> View:
    """How to write the list; what comes next is read as one."""
    return View(words.how(t, said), [unasked(t, OpenUsers())])


def view(card: ImportPreview, t: Texts, projects: ProjectsPage, said: Html | None = None) -> View:
    """What would be added. With a fault in it there is no way on but another list."""
    rows: list[Row] = [*pager(t, card.page, card.pages, OpenImport)]
    if not card.faulty:
        add = t.plain("import-add", n=card.total)
        rows += [*_projects(card, projects, t), [button(add, ConfirmImport(), Style.PRIMARY)]]
    choose = [] if card.faulty else [button(t.plain("import-pick-role"), PickImportRole())]
    rows.append([*choose, button(t.plain("cancel"), CancelImport())])
    return View(joined([said, words.preview(card, t)]), [*rows, home(t)], sweep=True)


def _projects(card: ImportPreview, projects: ProjectsPage, t: Texts) -> list[Row]:
    offered = [(item.id, item.name) for item in projects.items if item.active][:OFFERED]
    if card.project_id is not None and card.project_id not in dict(offered):
        offered = [(card.project_id, card.project), *offered[:-1]]
    rows: list[Row] = []
    for project_id, name in offered:
        chosen = project_id == card.project_id
        label = t.plain("import-to", name=shortened(name, 24))
        rows.append([picking.ticked(label, chosen, ChooseImportProject(0 if chosen else project_id), t)])
    more = projects.active > OFFERED
    return [*rows, [button(t.plain("import-other-project"), PickImportProject())]] if more else rows


def role_view(t: Texts) -> View:
    """The roles."""
    roles = [button(t.plain(f"filter-role-{user_role}"), ChooseImportRole(user_role)) for user_role in OWN_ROLES]
    return View(t("import-which-role"), [*pairs(roles), back(t, OpenImport())])


def project_view(page: ProjectsPage, t: Texts) -> View:
    """The projects that run."""
    rows: list[Row] = [
        [button(t.plain("import-to", name=shortened(item.name, 32)), ChooseImportProject(item.id))]
        for item in page.items
        if item.active
    ]
    rows += pager(t, page.page, page.pages, PickImportProject)
    rows.append([button(t.plain("import-no-project"), ChooseImportProject(0))])
    return View(t("import-which-project"), [*rows, back(t, OpenImport())])
