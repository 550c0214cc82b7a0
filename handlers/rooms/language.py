"""The language of the menu and of a person's own alerts."""

from dataclasses import dataclass

from domain.language import Language
from handlers.commands import private_commands
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Row, View, button, home
from handlers.rooms.ways import OpenLanguages
from texts import Texts, joined


@dataclass(frozen=True)
class SetLanguage(Press, prefix="speak"):
    """Speak ``language`` from now on."""

    language: Language


def view(t: Texts) -> View:
    """Each language by its own name; the one spoken now is ticked."""
    row: Row = [button(_label(language, t), SetLanguage(language)) for language in Language]
    return View(joined([t("language-title"), t("language-text")]), [row, home(t)])


def _label(language: Language, t: Texts) -> str:
    name = t.plain(f"language-{language}")
    return t.plain("language-chosen", name=name) if language == t.language else name


async def open_languages(context: BotContext, _: OpenLanguages) -> View:
    """The choice."""
    return view(context.texts)


async def set_language(context: BotContext, press: SetLanguage) -> View:
    """Remember the choice; this screen and the commands speak it at once."""
    await context.services.members.set_language(context.user.id, press.language)
    t = Texts(press.language)
    context.toast(t.plain("language-set"))
    context.set_commands(private_commands(context.role, t))
    return view(t)


async def language(context: BotContext, _: str) -> View:
    """``/language``."""
    return view(context.texts)


ROOM: Room = (
    on(OpenLanguages, open_languages, support=True),
    on(SetLanguage, set_language, support=True),
    command("language", language, support=True),
)
