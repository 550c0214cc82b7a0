# The contract's journal: who, what, when. Keys audit-… are values of Deed in domain/journal.py.

journal = Journal
journal-title = Journal · { $contract }
journal-empty = No changes yet
journal-head = <b>{ $at }</b> · { $who }
journal-support = { $name }, support
journal-command-line = Server, command line
journal-program = The program
journal-gone = already gone
journal-fields = { $deed } · { $fields }
journal-unknown = { $action }

audit-invite = Invitation: { $role }
audit-revoke = Invitation revoked: { $role }
audit-join = Came in by invitation: { $role }
audit-change_role = New role: { $what }, { $role }
audit-remove_member = Removed from the contract: { $what }
audit-cabinet_login = Cabinet login: { $details }
audit-support_entered = Support opened the contract
audit-support_left = Support closed the contract
audit-support_restored = A link for a new administrator
audit-support_made = New person of support: { $what }
audit-support_removed = No longer support: { $what }
audit-bind = Alerts to a group: { $what }
audit-unbind = No more alerts to a group: { $what }
audit-acknowledge = Incident accepted: { $what }
audit-add_line = New line: { $what }
audit-edit_line = Line changed: { $what }
audit-delete_lines = Line deleted: { $what }
audit-undo_delete = Line brought back: { $what }
audit-switch_on = Line switched on: { $what }
audit-switch_off = Line switched off: { $what }
