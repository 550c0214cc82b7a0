"""One project: its facts, who works in it, the lines that it calls over."""

from domain.access import Action
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, View, back, button, pairs
from handlers.rooms import project_words as words
from handlers.rooms.project_ways import OpenFacts, OpenProjectLines, OpenWorkers
from handlers.rooms.user_ways import OpenProject, OpenProjects
from services.project_cards import ProjectCard
from texts import Texts


def view(card: ProjectCard, t: Texts, page: int) -> View:
    """The card; ``page`` is the list's. Whoever only looks has no way to the lines: the card names them."""
    ways: list[Button] = [button(t.plain("project-workers"), OpenWorkers(card.id, page))]
    if Action.EDIT_PROJECTS in card.may:
        ways.append(button(t.plain("project-to-lines"), OpenProjectLines(card.id, page)))
    if len(card.facts) > words.FACTS:
        ways.append(button(t.plain("project-facts"), OpenFacts(card.id, page)))
    last = back(t, OpenProjects(page), t.plain("projects"))
    return View(words.card_text(card, t), [*pairs(ways), last], service=True)


def facts_view(card: ProjectCard, t: Texts, page: int) -> View:
    """All facts."""
    return View(words.facts_text(card, t), [back(t, OpenProject(card.id, page), t.plain("project"))])


async def open_project(context: BotContext, press: OpenProject) -> View:
    """The card, read afresh."""
    card = await context.services.centre.projects.card(context.member, press.project_id, context.now)
    return view(card, context.texts, press.page)


async def open_facts(context: BotContext, press: OpenFacts) -> View:
    """All that the projects service told of it."""
    card = await context.services.centre.projects.card(context.member, press.project_id, context.now)
    return facts_view(card, context.texts, press.page)


ROOM: Room = (on(OpenProject, open_project), on(OpenFacts, open_facts))
