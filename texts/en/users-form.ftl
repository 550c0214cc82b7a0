# The form of a user.

user-form-new = A new user
user-form-edit = Changing a user
user-form-name = Name: { $name }
user-form-role = Role: { $role }
user-form-login = Login: <code>{ $login }</code>
user-form-password-typed = Password to enter: yours
user-form-password-ready = Password to enter: a ready one
user-form-stray-new = The password is set by the button “Password”
user-form-stray = The password is changed on the card: “New password”
user-form-review = Save it, or choose what to change
user-form-gains = A softphone with number <code>{ $login }</code> comes
user-form-gains-some = A softphone comes
user-form-loses = 🟠 The softphone goes offline at once, its number stops ringing
user-form-renumbers = 🟠 The number becomes <code>{ $login }</code>: set the softphone up again
user-form-ready = Ready password
user-form-added = 🟢 Added. Hand the details over
user-form-saved = 🟢 Saved

user-ask-name = What is the name? Type first and last name
user-ask-role = Which role?
user-ask-role-means = Superusers and operators have a softphone
user-ask-login = Which login? It is the internal number too
user-ask-login-offer = { $login } is free, or type your own
user-ask-password = Which password to enter with? Take a ready one, or type 12 characters or more

user-field-name = Name
user-field-role = Role
user-field-login = Login
user-field-password = Password
user-field-cabinet_login = Cabinet login
user-field-until = Last day
user-field-row = Row

error-user-form-gone = This form is closed: it was saved or left, or an hour has passed. Open it again
