# Words about users in a private chat.

user-word-asked = An external observer is asked for: <b>{ $name }</b>
user-word-asked-step = Answer in “Observers”. You may also leave it
user-word-confirmed = 🟢 Observer confirmed: <b>{ $name }</b>
user-word-ends = 🟠 The observation ends tomorrow: <b>{ $name }</b>
user-word-ends-step = Prolong it in the user’s card
user-word-ended = Observation ended: <b>{ $name }</b>
user-word-until = Last day: { $until }
user-word-receipt = 🟢 The softphone has registered: <b>{ $name }</b>, { $at }
user-word-unclaimed = 🟠 Nobody opened the details: <b>{ $name }</b>
user-word-unclaimed-step = The passwords were replaced. Send a new link
