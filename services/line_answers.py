"""Takes one answer into the form of a line: a typed text, a pasted letter, a button."""

from dataclasses import dataclass

from domain.letter import Letter, LetterReader
from domain.letter_secret import SecretFinder
from domain.line_fields import CHOICES, OPTIONAL, BadField, LineField, Value, Why, chosen, judge
from domain.sip import CheckMethod
from services.line_form_cards import FieldProblem
from services.line_form_draft import Form
from services.line_form_values import needs, settled
from services.vault import Vault
from texts.letter_words import WORDS

_READER = LetterReader(WORDS)
_SECRETS = SecretFinder(WORDS)
_OF_CARRIER = frozenset({LineField.CARRIER, LineField.SUPPORT_PHONE, LineField.CARRIER_CONTRACT})
_OWN_WORDS = frozenset({LineField.NOTE, LineField.MARKING})
"""Fields that hold a person's own words: no letter is looked for in them."""
_CLEARABLE = frozenset({*OPTIONAL, LineField.PORT, LineField.USER, LineField.PASSWORD, LineField.HOST})


@dataclass(frozen=True)
class Taken:
    """What became of a typed text. ``filled`` are the fields that a letter filled; ``unread``: a letter by its looks,
    of which nothing was understood."""

    anything: bool
    secret: bool
    filled: tuple[LineField, ...] = ()
    letter: bool = False
    unread: bool = False


def answered(form: Form, text: str, vault: Vault) -> Taken:
    """Take a typed text. Raises ``FieldProblem``, and the form stays as it was."""
    letter = _READER.read(text)
    secret = _secret(form.step, letter)
    if form.step not in _OWN_WORDS and letter.is_letter:
        return _letter(form, letter, vault)
    if _unreadable(form.step, letter):
        return Taken(anything=False, secret=secret, unread=True)
    if form.step is None:
        return Taken(anything=False, secret=secret)
    if form.step is not LineField.PASSWORD and _SECRETS.found(text):
        raise FieldProblem(BadField(form.step, Why.SECRET))
    for field, value in _typed(form.step, text, letter).items():
        _take(form, _judged(field, value), vault)
    return Taken(anything=True, secret=secret)


def _typed(step: LineField, text: str, letter: Letter) -> dict[LineField, str]:
    """The answer by fields: whoever is asked for a port may tell its transport too, "5061 (TLS)"; a word for the
    password before the password is no part of it."""
    if step is LineField.PASSWORD:
        return {step: _SECRETS.bare(text)}
    if step is not LineField.PORT:
        return {step: text}
    told = letter.found if LineField.PORT in letter.found else _READER.read(f"port: {text}").found
    found = {field: told[field] for field in (LineField.PORT, LineField.TRANSPORT) if field in told}
    return found if LineField.PORT in found else {step: text}


def may_be_secret(step: LineField | None, text: str) -> bool:
    """Whether a text typed at ``step`` must leave the chat, whatever is understood of it."""
    return _secret(step, _READER.read(text))


def _secret(step: LineField | None, letter: Letter) -> bool:
    if step is LineField.PASSWORD or letter.secret or letter.speaks_of_password:
        return True
    if step is None:  # one line may be a search
        return letter.lines > 1
    return step not in _OWN_WORDS and letter.may_hold_secret


def _unreadable(step: LineField | None, letter: Letter) -> bool:
    """A pasted text that answers no question: a refusal of its first words would not tell what to do."""
    if step in _OWN_WORDS or step is LineField.PASSWORD:
        return step is LineField.PASSWORD and letter.lines > 2
    told = letter.speaks_of_password or letter.labels > 1
    if step is None or step in CHOICES:
        return letter.lines > 1 or told
    return letter.lines > 2 or (letter.lines > 1 and told)


def picked(form: Form, field: LineField, value: str) -> None:
    """Take a button's value. Raises ``FieldProblem``."""
    try:
        form.answers[field] = chosen(field, value)
    except BadField as fault:
        raise FieldProblem(fault) from None
    settled(form, field)
    if value == CheckMethod.OPTIONS:  # nobody logs in: a password that a letter left unclear is not needed
        settled(form, LineField.PASSWORD)


def cleared(form: Form, field: LineField, vault: Vault) -> None:
    """Leave a field empty. Raises ``FieldProblem`` where the line cannot be without it."""
    needed = field in {LineField.HOST, LineField.USER, LineField.PASSWORD} and needs(form, field)
    if field not in _CLEARABLE or needed:
        raise FieldProblem(BadField(field, Why.CHOICE if field in CHOICES else Why.EMPTY))
    if field is LineField.PASSWORD:
        form.seal("", vault)
    else:
        form.answers[field] = None if field in {LineField.PORT, LineField.CHANNELS} else ""
    settled(form, field)


def _judged(field: LineField, text: str) -> dict[LineField, Value]:
    try:
        return judge(field, text)
    except BadField as fault:
        raise FieldProblem(fault) from None


def _take(form: Form, values: dict[LineField, Value], vault: Vault) -> None:
    for field, value in values.items():
        if field is LineField.PASSWORD:
            form.seal(str(value), vault)
        else:
            form.answers[field] = value
        if field is LineField.CARRIER:
            form.carrier_id = None
        settled(form, field)


def _letter(form: Form, letter: Letter, vault: Vault) -> Taken:
    """Fill in what the letter says clearly. A letter about a line that is there never renames its carrier."""
    found = {field: text for field, text in letter.found.items() if form.line_id is None or field not in _OF_CARRIER}
    unsure = [field for field in letter.unsure if form.line_id is None or field not in _OF_CARRIER]
    filled = []
    for field, text in found.items():
        if field is not LineField.PASSWORD and _SECRETS.found(text):
            unsure.append(field)
            continue
        try:
            _take(form, judge(field, text), vault)
            filled.append(field)
        except BadField:
            unsure.append(field)
    form.unsure = [field for field in LineField if field in unsure and field not in filled]
    return Taken(anything=True, secret=True, filled=tuple(filled), letter=True)
