### Passkeys: signing in with them and keeping them.

passkeys-sign-in = Sign in with a passkey
passkeys-second-factor = Use a passkey
passkeys-cancelled = No passkey was used. Try again whenever you’re ready.
passkeys-failed = Your browser couldn’t use a passkey. Try again, or sign in another way.
passkeys-unsupported = This browser doesn’t support passkeys. Use a current version of any browser to add one.

passkeys-step-up-text = Use a passkey to continue.

passkeys-title = Passkeys
passkeys-lead = Sign in with your fingerprint, your face or your screen lock instead of a password.
passkeys-add = Add a passkey
passkeys-add-title = Add a passkey
passkeys-add-lead = Give it a name that tells you where it is kept. Your browser then asks how to save it.
passkeys-add-submit = Continue
passkeys-add-cancelled = No passkey was saved. Try again whenever you’re ready.
passkeys-name = Name
passkeys-name-example = Laptop
passkeys-added = The passkey has been added.
passkeys-rename = Rename
passkeys-rename-title = Rename passkey
passkeys-rename-submit = Rename
passkeys-renamed = The passkey has been renamed.
passkeys-remove = Remove
passkeys-remove-title = Remove { $name }?
passkeys-remove-lead = You’ll no longer be able to sign in with it. Then delete it from your device or password manager too.
passkeys-remove-submit = Remove passkey
passkeys-removed = The passkey has been removed.
passkeys-actions = Actions for { $name }
passkeys-created = Added { $when }
passkeys-last-used = Last used { $when }
passkeys-never-used = Never used
passkeys-blocked = Blocked
passkeys-blocked-hint = A copy of it may be in use. Remove it, and add a new one.
passkeys-empty-title = No passkeys yet
passkeys-empty-lead = Add one, and your next sign-in takes a touch.

mail-passkey-added-subject = A passkey was added to your account
mail-passkey-added-preview = You can sign in with it from now on.
mail-passkey-added-lead = A passkey was just added to your Pilaster account. From now on it signs you in, with or without your password.
mail-passkey-removed-subject = A passkey was removed from your account
mail-passkey-removed-preview = It no longer signs you in.
mail-passkey-removed-lead = A passkey was just removed from your Pilaster account. It no longer signs you in.
mail-passkey-copied-subject = A passkey of yours was blocked
mail-passkey-copied-preview = A copy of it seems to be in use.
mail-passkey-copied-lead = Someone tried to sign in to your Pilaster account with what seems to be a copy of a passkey of yours. To be safe, we blocked that passkey. Remove it in your security settings, and add a new one.
mail-passkey-warning = If this wasn’t you, someone else may have access to your account. Change your password and contact support right away.
