"""The journal: who did what and when, in words."""

from domain.journal import COMMAND_LINE, Deed
from domain.line_fields import LineField
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, on
from handlers.kit.screen import View, home, shortened
from handlers.rooms.audit_details import details
from handlers.rooms.people_ways import OpenJournal
from services.audit_log import AuditItem, AuditPage
from texts import Html, Texts, joined
from texts.format import moment

_NAME = 48


def view(page: AuditPage, t: Texts) -> View:
    """One page: for each change when and who in one line, what in the next."""
    title = t("journal-title", contract=shortened(page.contract_name))
    lines = [line for item in page.items for line in (_head(item, page, t), _deed(item, t))]
    text = joined([title, *(lines or [t("journal-empty")])])
    return View(text, [*pager(t, page.page, page.pages, OpenJournal), home(t)])


def _head(item: AuditItem, page: AuditPage, t: Texts) -> Html:
    return t("journal-head", at=moment(item.at, page.now, page.zone, t), who=_who(item, t))


def _who(item: AuditItem, t: Texts) -> str:
    if item.who:
        name = shortened(item.who, _NAME)
        return t.plain("journal-support", name=name) if item.support else name
    return t.plain("journal-command-line") if item.actor == COMMAND_LINE else t.plain("journal-program")


def _deed(item: AuditItem, t: Texts) -> Html:
    """What was done. Each deed's wording takes what it needs of the thing, the role and the details."""
    if item.deed is None:
        return t("journal-unknown", action=shortened(item.action, _NAME))
    values = {
        "what": shortened(item.what, _NAME) or t.plain("journal-gone"),
        "role": t.plain(f"role-{item.role}") if item.role else "",
        "details": details(item, t),
    }
    deed = t(f"audit-{item.deed}", **values)
    fields = _fields(item, t) if item.deed is Deed.EDIT_LINE else ""
    return t("journal-fields", deed=deed, fields=fields) if fields else deed


def _fields(item: AuditItem, t: Texts) -> str:
    """The fields of a line that were changed, by their names on the form."""
    changed = [name.strip().replace("_", "-") for name in item.details.split(",")]
    known = {field.replace("_", "-") for field in LineField}
    return ", ".join(t.plain(f"field-{asked}") for asked in changed if asked in known)


async def open_journal(context: BotContext, press: OpenJournal) -> View:
    """The page asked for."""
    page = await context.services.audit.page(context.member, press.page, context.now)
    return view(page, context.texts)


ROOM: Room = (on(OpenJournal, open_journal),)
