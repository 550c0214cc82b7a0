# Members of a contract: list, card, roles, invitations, removal.

people = People
people-title = People · { $contract }
people-count = Total: { $n }
people-cabinet = Cabinet login: { $login }
people-pending = Waiting to be opened: { $n ->
    [one] { $n } link
   *[other] { $n } links
}
people-row = { $name } · { $role }
people-row-self = { $name } · { $role }, you
people-row-blocked = ⚪ { $name } · unreachable
people-invite = Invite
people-invites = Invitations: { $n }

about-administrator = everything in the contract
about-manager = sees lines and money, pays
about-on_call = gets alerts, checks lines, accepts incidents
about-support = looks into the contract and restores access

person-title = { $name }
person-username = { $username }
person-role = <b>{ $role }</b>: { $about }
person-self = This is you
person-role-now = Now: { $role }
person-since = In the contract since { $since }
person-blocked = ⚪ Has blocked the bot: alerts do not arrive
person-change-role = Change role
person-remove = Remove
person-role-given = New role: { $role }
person-removed = Access ended: { $name }

remove-title = Remove from the contract? { $name }, { $role }
remove-means = Access ends at once: forms, ticks, invitations and alerts
remove-expires = This question is valid for { $n } min

invite-title = Whom do you invite?
invite-role-row = <b>{ $role }</b>: { $about }
invite-made = The invitation is ready: { $role }
invite-link = <code>{ $link }</code>
invite-until = Valid until { $until }
invite-once = Works once. It will not be shown again
invite-copy = Copy
invite-share = Send
invite-share-text = You are invited to the contract “{ $name }”. The link works once
invites-title = Invitations · { $contract }
invites-hint = Not opened yet. Tap one to revoke it
invites-none = All invitations are opened or expired
invites-row = { $role } · until { $until }
invite-one = Invitation: { $role }
invite-by = Invited by: { $name }
invite-by-program = Made on the server
invite-hidden = The link itself cannot be seen again: revoke it and make a new one
invite-revoke = Revoke
invite-revoked = The invitation is revoked

letter-joined = 🟢 Invitation used: { $name }, { $role } · { $contract }, contract { $number }
letter-role = { $name } · contract { $number }: your role is now { $role }. Open the menu: /start
letter-removed = { $name } · contract { $number }: your access has ended
