### An account that was locked after many failed sign-ins: the mail and the page behind its link.

lockouts-title = Unlock your account
lockouts-lead = We locked it after many failed sign-ins. If you know your password, unlock it and sign in.
lockouts-submit = Unlock account
lockouts-done-title = Your account is unlocked
lockouts-done-lead = You can sign in again.
lockouts-failed-title = This link no longer works
lockouts-failed-lead = It has been used or has expired. Try to sign in: if the account is still locked, a new password unlocks it as well.

mail-unlock-subject = Unlock your account
mail-unlock-preview = Someone failed to sign in to your account many times in a row.
mail-unlock-lead = Someone failed to sign in to your Pilaster account many times in a row, so we locked it. Devices on which you are signed in are not affected.
mail-unlock-action = Unlock account
mail-unlock-advice = If it wasn’t you, someone is guessing your password. They have not found it. It helps to choose a long one that you use nowhere else.
mail-unlock-reason = You’re receiving this email because it concerns the security of your Pilaster account.
