"""A list of new people in words: how to write it, what was read, what is wrong with which row, what came of it."""

from domain.user_fields import UserField
from handlers.errors import refusal
from handlers.kit.screen import shortened
from handlers.rooms.user_words import role_name
from services.user_errors import UserFieldError
from services.user_import_cards import Imported, ImportLine, ImportPreview, ImportStep
from texts import Html, Texts, joined
from texts.format import moment


def how(t: Texts, said: Html | None = None) -> Html:
    """What to send."""
    return joined([t("import-title"), said, t("import-paste"), t("import-file"), t("import-more"), t("import-example")])


def preview(card: ImportPreview, t: Texts) -> Html:
    """The counts, the rows of this page, and what happens next."""
    until = moment(card.expires_at, card.now, card.zone, t)
    return joined(
        [
            t("import-read", n=card.total),
            t("import-sheet", name=shortened(card.sheet, 32)) if card.sheet else None,
            t("import-role", role=role_name(card.role, t)),
            t("import-project", name=shortened(card.project, 40)) if card.project else None,
            t("import-faulty", n=card.faulty) if card.faulty else None,
            t("import-alike", n=card.alike) if card.alike and not card.faulty else None,
            *(line(item, t) for item in card.items),
            t("import-fix") if card.faulty else t("import-waits", until=until),
        ]
    )


def line(item: ImportLine, t: Texts) -> Html:
    """One person: his login to be, or what is wrong."""
    name = shortened(item.name, 32)
    if item.faults:
        why = refusal(UserFieldError(item.faults[0]), t)
        if item.faults[0].field is UserField.ROLE and item.bad_role:
            word = shortened(item.bad_role, 24)
            return t("import-row-role", number=item.number, name=name, word=word, why=why)
        return t("import-row-fault", number=item.number, name=name, why=why)
    if item.alike is not None:
        alike = item.alike
        return t("import-row-alike", number=item.number, name=name, login=item.login, why=t.plain(f"alike-{alike}"))
    return t("import-row", name=name, login=item.login, role=role_name(item.role, t))


def adding(step: ImportStep, t: Texts) -> Html:
    """How many have their logins and passwords; when all have, they are written together."""
    far = t("import-writing") if step.ready >= step.total else t("import-making", n=step.ready, total=step.total)
    return joined([t("import-adding", n=step.total), far, t("import-together")])


def done(imported: Imported, t: Texts) -> Html:
    """How many there are now, and what to do for them to start."""
    project = t("import-in-project", name=shortened(imported.project, 40)) if imported.project else None
    return joined([t("import-done", n=imported.count), project, t("import-next")])
