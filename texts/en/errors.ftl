# Refusals: what happened and what to do. The keys are those of services/errors.py.

error-failed = It did not work. Try again
error-not-found = It is not here. Open the menu: /start
error-forbidden = Your role may not do this. Ask the contract's administrator
error-invite-invalid = The link is not valid. Ask the contract's administrator or support for a new one
error-chat-taken = Another contract's alerts come here already. Its administrator has to write /unbind first
error-unexpected = It did not work. Try again, and if that does not help, tell support the number { $reference }
error-already-administrator = You are an administrator, and this link is for another role. Another administrator can change it
error-oneself = Nobody changes their own role here. Ask another administrator
error-last-administrator = You are the last administrator. Invite another one first
