"""Ticks on a list and what may be done with the ticked: a confirmation that names them, and a way back for a while.

The ticks are rows that services keep; a confirmation carries a token that is good once and for a short time.
"""

from collections.abc import Sequence

from handlers.kit.press import Press
from handlers.kit.screen import LABEL_LIMIT, WHOLE_NAME, Button, Style, View, back, button, home, shortened
from texts import Html, Texts, folded, joined

MOST_NAMED = 50
"""Names that a confirmation lists; a longer choice says how many more there are."""


def ticked(label: str, on: bool, press: Press, t: Texts) -> Button:
    """A row of the list with its box; a tap turns the tick."""
    return button(t.plain("tick-on", label=label) if on else t.plain("tick-off", label=label), press)


def delete_button(n: int, press: Press, t: Texts) -> Button:
    """«Delete (3)» in the colour of danger."""
    return button(t.plain("tick-delete", n=n), press, Style.DANGER)


def confirmation(ask: Html, names: Sequence[str], until: str, yes: Press, no: Press, t: Texts) -> View:
    """Asks before something dangerous; ``until`` is when the question expires."""
    rows = [[button(t.plain("delete"), yes, Style.DANGER), button(t.plain("cancel"), no)], home(t)]
    return View(joined([ask, quoted(names, t), t("confirm-until", until=until)]), rows)


def undoable(done: Html, names: Sequence[str], until: str, undo: Press, origin: Sequence[Button], t: Texts) -> View:
    """Says what was done and offers the way back; ``origin`` is the last row."""
    text = joined([done, quoted(names, t), t("undo-until", until=until)])
    return View(text, [[button(t.plain("undo"), undo, Style.PRIMARY)], origin])


def too_late(why: Html, press: Press, label: str, t: Texts) -> View:
    """A confirmation that is used up or expired: what happened, and the way to begin again."""
    return View(why, [back(t, press, label)])


def quoted(names: Sequence[str], t: Texts) -> Html:
    """The names, one a line, in a quote that folds when it is long; a name that is alone is shown whole."""
    more = len(names) - MOST_NAMED
    limit = WHOLE_NAME if len(names) == 1 else LABEL_LIMIT
    shown = [shortened(name, limit) for name in names[:MOST_NAMED]]
    return folded([*shown, t("names-more", n=more) if more > 0 else None])
