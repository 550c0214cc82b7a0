# A form or a list that was begun: finish it, or begin another.

go-on = Continue
unfinished-title = Something is not finished
unfinished-line = Changes of the line “{ $name }”
unfinished-new-line = New line “{ $name }”
unfinished-password = New password of the line “{ $name }”
unfinished-user = Changes of the user “{ $name }”
unfinished-new-user = New user “{ $name }”
unfinished-observer = External observer “{ $name }”
unfinished-list = A list of new users: { $n }
unfinished-new-user-unnamed = New user
unfinished-new-line-unnamed = New line
unfinished-since = Last answer: { $at }
unfinished-lost = “Start over” puts the new one in its place and saves nothing of it
unfinished-not-read = The list that you sent is not taken
home-go-on-list = Continue · list ({ $n })
unfinished-deleted = The message with passwords is deleted
