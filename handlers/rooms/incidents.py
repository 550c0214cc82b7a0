"""Open incidents of the contract, and the lines of one incident."""

from collections.abc import Sequence

from handlers.kit.context import BotContext
from handlers.kit.paging import SIZE, clamped, pager
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, home, shortened
from handlers.rooms.owner import as_member_of
from handlers.rooms.phrases import hide, row, where
from handlers.rooms.ways import Hide, IncidentPlace, OpenIncident, OpenIncidentLines, OpenIncidentLog, OpenIncidents
from services.cards import IncidentBrief, IncidentCard
from texts import Texts, joined


def view(contract: str, incidents: Sequence[IncidentBrief], t: Texts) -> View:
    """One incident a row, those nobody has accepted first."""
    rows: list[Row] = [[button(_label(incident, t), OpenIncident(incident.id))] for incident in incidents]
    text = t("incidents-some", n=len(incidents)) if incidents else t("incidents-none")
    return View(joined([t("incidents-title", contract=shortened(contract)), text]), [*rows[:90], home(t)])


def lines_view(card: IncidentCard, t: Texts, origin: OpenIncidentLines) -> View:
    """The lines of an incident, failing ones first; each leads to its log. On an alert they are a message beside it."""
    place = origin.place.next
    pages = -(-len(card.lines) // SIZE)
    page = clamped(origin.page, pages)
    rows: list[Row] = [
        [button(row(line, t), OpenIncidentLog(card.id, line.id, 0, place))]
        for line in card.lines[page * SIZE : (page + 1) * SIZE]
    ]
    turn = pager(t, page, pages, lambda number: OpenIncidentLines(card.id, number, place))
    text = joined([t("incident-lines-title", carrier=where(card, t)), t("incident-lines-hint", n=len(card.lines))])
    if place is IncidentPlace.MENU:
        return View(text, [*rows, *turn, back(t, OpenIncident(card.id), t.plain("incident"))])
    return View(text, [*rows, *turn, [hide(t)]], menu=False, silent=True, fresh=origin.place is IncidentPlace.ALERT)


def _label(incident: IncidentBrief, t: Texts) -> str:
    lamp = t.plain("lamp-error" if not incident.acknowledged else "lamp-accepted")
    return t.plain("incidents-row", lamp=lamp, carrier=where(incident, t), n=incident.lines_failing)


async def take_away(context: BotContext, _: Hide) -> None:
    """The message under the button has been read."""
    context.hide()


async def open_incidents(context: BotContext, _: OpenIncidents) -> View:
    """What is open now."""
    incidents = await context.services.incidents.open_ones(context.member)
    return view(context.member.contract_name, incidents, context.texts)


async def open_lines(context: BotContext, press: OpenIncidentLines) -> View:
    """A page of an incident's lines, for a member of its contract."""
    _, card = await as_member_of(context, press.incident_id)
    return lines_view(card, context.texts, press)


ROOM: Room = (
    on(OpenIncidents, open_incidents),
    on(OpenIncidentLines, open_lines, groups=True),
    on(Hide, take_away, groups=True),
)
