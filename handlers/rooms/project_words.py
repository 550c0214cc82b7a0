"""Projects in words: a row of the list, the lines of a card, the boxes of who works where."""

from domain.users import UserRole
from handlers.kit.screen import shortened
from handlers.rooms import boxes
from services.admission_cards import ChoiceShown
from services.project_cards import Choice, ChoicesPage, ProjectBrief, ProjectCard, ProjectsPage
from texts import Html, Texts, joined
from texts.format import moment

FACTS = 2
"""Facts that a card shows; the others are on a screen of their own."""
_ROW = 34
"""Characters of a name and of what stands beside it that a phone shows in one row."""


def list_text(page: ProjectsPage, t: Texts) -> Html:
    """The title and how many run."""
    title = t("projects-title", contract=shortened(page.contract_name))
    if not page.total:
        return joined([title, t("projects-none")])
    found = boxes.found_text(page.found, page.search, t) if page.search else None
    return joined([title, t("projects-count", active=page.active, n=page.total), found])


def row(project: ProjectBrief, t: Texts) -> str:
    """One project as a row of a list: whether it runs, and how many people it has."""
    if not project.active:
        return t.plain("projects-row-over", name=shortened(project.name, 24))
    people = t.plain("projects-people", n=project.users)
    watching = t.plain("projects-watching", n=project.observers) if project.observers else ""
    beside = " · ".join(part for part in (people, watching) if part)
    return t.plain("projects-row", name=shortened(project.name, max(_ROW - len(beside), 10)), beside=beside)


def card_text(card: ProjectCard, t: Texts) -> Html:
    """The card: whether it runs, who works in it, over which lines it calls, its first facts."""
    return joined(
        [
            _title(card, t),
            t("project-runs") if card.active else t("project-over"),
            _people(card, t),
            _lines(card, t),
            *(_fact(title, value, t) for title, value in card.facts[:FACTS]),
            t("project-told", at=moment(card.recorded_at, card.now, card.zone, t, weekday=True)),
            _taken(card, t),
        ]
    )


def _taken(card: ProjectCard, t: Texts) -> Html:
    """Whether the projects service has taken over who works here."""
    if card.untold_since is None:
        return t("user-told")
    return t("user-untold", since=moment(card.untold_since, card.now, card.zone, t, weekday=True))


def facts_text(card: ProjectCard, t: Texts) -> Html:
    """Every fact in full."""
    return joined([_title(card, t), *(t("project-fact", title=title, value=value) for title, value in card.facts)])


def people_text(page: ChoicesPage, shown: ChoiceShown, search: str, t: Texts) -> Html:
    """Whose boxes they are, how many are ticked, and what a tap does."""
    return joined(
        [
            t("workers-title", name=shortened(page.name, 40)),
            t("workers-count", n=page.chosen),
            _found(page.found, search, t) if shown is ChoiceShown.FOUND else None,
            boxes.hint(page, t),
        ]
    )


def worker(choice: Choice, t: Texts) -> str:
    """One user as a row with a box."""
    user_role = choice.role or UserRole.OPERATOR
    word = t.plain(f"user-word-{user_role}")
    return t.plain("workers-row", name=shortened(choice.name, _ROW - len(word)), word=word)


def _title(card: ProjectCard, t: Texts) -> Html:
    return t("project-title", name=shortened(card.name, 48))


def _people(card: ProjectCard, t: Texts) -> Html:
    counts = [
        t.plain(f"users-role-{user_role}", n=card.roles[user_role])
        for user_role in UserRole
        if card.roles.get(user_role)
    ]
    return t("project-people", people=", ".join(counts)) if counts else t("project-nobody")


def _lines(card: ProjectCard, t: Texts) -> Html:
    if not card.lines:
        return t("project-lines-none")
    return t("project-lines", n=len(card.lines), names=shortened(", ".join(card.lines), 48))


def _fact(title: str, value: str, t: Texts) -> Html:
    return t("project-fact", title=shortened(title, 20), value=shortened(value, 36))


def _found(n: int, search: str, t: Texts) -> Html:
    return t("users-found", search=shortened(search), n=n) if n else t("users-found-none", search=shortened(search))
