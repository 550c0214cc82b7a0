# Words about users in a private chat.

user-word-asked = An external observer is asked for: <b>{ $name }</b>
user-word-asked-step = He would see statistics of the ticked projects. They are not told of a no
user-word-confirmed = 🟢 Observer confirmed: <b>{ $name }</b>
user-word-ends = 🟠 An observation is about to end: <b>{ $name }</b>
user-word-ends-step = Then he no longer sees the projects. It can be prolonged
user-word-lent-ends = 🟠 Your access to projects ends: <b>{ $name }</b>
user-word-lent-ends-step = Whoever invited you may prolong it
user-word-lent-ended = Your access to projects has ended: <b>{ $name }</b>
user-word-ended = Observation ended: <b>{ $name }</b>
user-word-until = Access until { $until } inclusive
user-word-receipt = 🟢 The softphone has registered: <b>{ $name }</b>, { $at }
user-word-unclaimed = 🟠 The link expired, nobody took the details: <b>{ $name }</b>
user-word-unclaimed-step = The passwords were replaced. Send a new link
