"""Refusals of the services: a key for the wording, values for it, and whether trying again can help."""

from collections.abc import Sequence


class ServiceError(Exception):
    """A use case refused. ``key`` names a text ``error-<key>`` in texts/, ``values`` are its arguments."""

    key = "failed"
    permanent = True

    def __init__(self, **values: object) -> None:
        super().__init__(self.key)
        self.values = values


class NotFoundError(ServiceError):
    """There is no such thing in the member's contract; a foreign thing and a missing one read the same."""

    key = "not-found"


class ForbiddenError(ServiceError):
    """The member's role has no right to the action."""

    key = "forbidden"


class InviteError(ServiceError):
    """The one-time link is unknown, used or expired: the three read the same."""

    key = "invite-invalid"


class ChatTakenError(ServiceError):
    """The group or topic already receives another contract's alerts."""

    key = "chat-taken"


class AlreadyAdministratorError(ServiceError):
    """An administrator has opened an invitation to a lower role: it would take his rights away unasked."""

    key = "already-administrator"


class OneselfError(ServiceError):
    """An administrator cannot change or end his own place in the contract: another administrator does."""

    key = "oneself"


class LastAdministratorError(ServiceError):
    """The contract would be left without an administrator."""

    key = "last-administrator"


class RecordsError(ServiceError):
    """Records of a batch are refused: ``records`` has contract and outside id ("": the contract itself) of each.

    The values are those of the first.
    """

    def __init__(self, records: Sequence[tuple[str, str]]) -> None:
        contract, outside_id = records[0]
        super().__init__(contract=contract, outside_id=outside_id)
        self.records = tuple(records)


class UnknownContractError(RecordsError):
    """Facts name contracts that are not there."""

    key = "unknown-contract"


class LedgerOwnerError(RecordsError):
    """The contract's payments come from the other source: its billing, or bank statements."""

    key = "ledger-owner"


class LedgerConflictError(RecordsError):
    """Records of these outside ids, or of this very moment, are there and say something else."""

    key = "ledger-conflict"


class NumberTakenError(RecordsError):
    """Invoices have numbers that other invoices of their contracts have already."""

    key = "number-taken"


class MomentAheadError(RecordsError):
    """Terms or states of a moment that is yet to come: they would hold at once, and shut out what is true before."""

    key = "moment-ahead"


class BatchTooLargeError(ServiceError):
    """More facts at once than one transaction takes."""

    key = "batch-too-large"


class UnknownCursorError(ServiceError):
    """A reader of a feed names a place that was never given: its data, or ours, are older than it thinks."""

    key = "unknown-cursor"


class IdempotencyError(ServiceError):
    """The idempotency key was used for another request."""

    key = "idempotency-key"


class InvoiceSumError(ServiceError):
    """An invoice is requested for too little or too much; ``values`` have the bounds in roubles."""

    key = "invoice-sum"


class PromiseNeedlessError(ServiceError):
    """There is money enough, so nothing has to be promised."""

    key = "promise-needless"


class PromiseRunningError(ServiceError):
    """A promised payment runs already."""

    key = "promise-running"


class PromiseOftenError(ServiceError):
    """This month's promised payments are used up, or promised payments are switched off."""

    key = "promise-often"


class PromiseHeldError(ServiceError):
    """The provider itself stopped the service: money would not bring it back."""

    key = "promise-held"


class StatementRefusedError(ServiceError):
    """The file is not taken, and nothing of it; ``values`` have the fault (``domain.statement``) and the line."""

    key = "statement-refused"


class RowDecidedError(ServiceError):
    """Somebody has decided about this row of a statement already."""

    key = "row-decided"


class SellerUnknownError(ServiceError):
    """An invoice or an act cannot be drawn: the seller's requisites are not set; ``values`` have support's contacts."""

    key = "seller-unknown"


class SheetTooLongError(ServiceError):
    """More payments than one spreadsheet takes; ``values`` have ``most``."""

    key = "sheet-too-long"


class FileLostError(ServiceError):
    """A file that a person sent cannot be taken from Telegram."""

    key = "file-lost"


class FileTooLargeError(ServiceError):
    """A file is larger than the room takes; ``values`` have ``most`` in megabytes."""

    key = "file-too-large"


class NotForFilesError(ServiceError):
    """A file came where nobody waits for one from this person."""

    key = "not-for-files"


class MailAddressError(ServiceError):
    """What was typed is not an address to send mail to."""

    key = "mail-address"


class ConfirmationGoneError(ServiceError):
    """The question was answered already, expired, or is somebody else's; or none of its rows is there any more."""

    key = "confirmation-gone"
