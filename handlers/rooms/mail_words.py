"""What came of a letter with documents, in words; for every room that sends one."""

from services.mailing import MailCard
from texts import Html, Texts, joined


def mail_words(card: MailCard, t: Texts) -> Html:
    """One line, or two where the mail server said something itself."""
    outcome, about = card.outcome, {"address": card.address}
    lines = [t(f"mail-{outcome}", **about)]
    if card.words:
        lines.append(t("mail-words", words=card.words))
    return joined(lines)
