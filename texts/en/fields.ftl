# Refusals of the form and the list of lines: what happened and what to do. Why an answer does not fit is told by the room of the form (refused-…).

error-field-answer = This answer does not fit. Open the form of the line and type it anew
error-dry-run-failed = The line does not register with the new details, so nothing is saved. Correct them or save anyway
error-twin-found = Another line has the same login at the same server. Nothing was saved
error-edit-conflict = Another administrator saved the line while you were changing it. Look at what is new and decide
error-form-gone = This form is closed: it was saved, cancelled, or an hour has passed. Open the line and begin again
error-confirmation-gone = This question is closed: it was answered, or its time has passed. Begin again
error-nothing-ticked = Nothing is ticked. Tick lines in the list
