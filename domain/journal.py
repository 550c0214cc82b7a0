"""What the journal tells: every change that a service writes down, by name."""

from enum import StrEnum

COMMAND_LINE = "command line"
"""The author of what was done in the server's terminal."""


class Deed(StrEnum):
    """One kind of change. Its wording is ``audit-<deed>`` in texts/; a deed without wording cannot be written."""

    INVITE = "invite"
    REVOKE = "revoke"
    JOIN = "join"
    CHANGE_ROLE = "change_role"
    REMOVE_MEMBER = "remove_member"
    CABINET_LOGIN = "cabinet_login"
    SUPPORT_ENTERED = "support_entered"
    SUPPORT_LEFT = "support_left"
    SUPPORT_RESTORED = "support_restored"
    SUPPORT_MADE = "support_made"
    SUPPORT_REMOVED = "support_removed"
    BIND = "bind"
    UNBIND = "unbind"
    ACKNOWLEDGE = "acknowledge"
    ADD_LINE = "add_line"
    EDIT_LINE = "edit_line"
    DELETE_LINES = "delete_lines"
    UNDO_DELETE = "undo_delete"
    SWITCH_ON = "switch_on"
    SWITCH_OFF = "switch_off"
    REQUEST_INVOICE = "request_invoice"
    PROMISE_PAYMENT = "promise_payment"
    READ_STATEMENT = "read_statement"
    CREDIT_ROW = "credit_row"
    DISMISS_ROW = "dismiss_row"
    MONEY_NOTICES = "money_notices"
    DOCUMENTS_EMAIL = "documents_email"
    MAIL_DOCUMENTS = "mail_documents"
