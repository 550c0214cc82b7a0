# Forms, ticks and confirmations: shared by all screens.

cancel = Cancel
ask-text-only = A text is needed here: write the answer in words
ask-erase-yourself = Telegram did not let us delete the message with the password. Delete it yourself

tick-on = ☑ { $label }
tick-off = ☐ { $label }
tick-delete = Delete ({ $n })
delete = Delete
confirm-until = You can confirm until { $until }
undo = Undo
undo-until = You can undo until { $until }
names-more = and { $n } more
ask-cancelled = All right, nothing is changed
