"""Screens of details, by name."""

from collections.abc import Iterator

from handlers.rooms import credentials, credentials_words, details, taking
from services.user_cards import HandOverStage
from tests.handlers import credential_samples as cards
from tests.handlers.line_views import Draw
from tests.handlers.samples import HUGE, NOW

BOT = "https://t.me/linekeeper_bot"


def screens() -> Iterator[tuple[str, Draw]]:
    """Of the menu in private."""
    yield "details", lambda t: credentials.view(cards.page(), t)
    yield "details found", lambda t: credentials.view(cards.page("петров"), t)
    yield "details not found", lambda t: credentials.view(cards.page("петров", 0), t)
    yield "no details", lambda t: credentials.view(cards.page(total=0), t)
    yield "nasty details", lambda t: credentials.view(cards.nasty_page(), t)
    yield "search of details", credentials.question
    for stage in (None, *HandOverStage):
        yield f"details of one, {stage}", _one(stage)
    yield "details of a user, from his room", lambda t: details.view(cards.card(), 3, t)
    yield "details of one, page only", lambda t: details.view(cards.card(page_only=True), -1, t)
    yield "nasty details of one", lambda t: details.view(cards.nasty_card(), -HUGE, t)
    yield "link of a user", lambda t: details.made(cards.link(), BOT, -1, t)
    yield "link of a user without a page", lambda t: details.made(cards.link(page_url=""), BOT, -1, t)
    yield "link of a user, page only", lambda t: details.made(cards.link(page_only=True), BOT, 3, t)
    yield "link of a user whose softphone works", lambda t: details.made(cards.link(works=True), BOT, -1, t)
    yield "link of a user, opened", lambda t: details.made(cards.link(), BOT, -1, t, NOW)
    yield "address of the page", lambda t: details.on_page(cards.page_link(), -1, t)


def _one(stage: HandOverStage | None) -> Draw:
    return lambda t: details.view(cards.card(stage), -1, t)


def words() -> Iterator[tuple[str, Draw]]:
    """Messages that stand for themselves."""
    yield "secret", lambda t: credentials_words.secret(cards.credentials(), t)
    yield "secret without a server", lambda t: credentials_words.secret(cards.credentials(server=""), t)
    yield "nasty secret", lambda t: credentials_words.secret(cards.nasty_credentials(), t)
    yield "own details", lambda t: taking.view(cards.face(), cards.CODE, t)
    yield "own details without a page", lambda t: taking.view(cards.face(page_url=""), cards.CODE, t)
    yield "own details on the page", lambda t: taking.view(cards.face(page_only=True), cards.CODE, t)
    yield "nasty own details", lambda t: taking.view(cards.nasty_face(), cards.CODE, t)
    yield "own details taken", taking.taken
    yield "own softphone on a phone", lambda t: taking.phone_view(cards.handed(), t)
    yield "own details gone", taking.gone
