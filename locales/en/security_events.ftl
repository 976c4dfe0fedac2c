### What happened to an account.

events-title = Recent activity
events-text = What happened to your account. If something wasn’t you, change your password.
events-empty = Nothing has happened yet.
events-more = Show older
events-kind-other = Something happened to your account
events-kind-signed-in = Signed in
events-kind-second-factor-failed = Password accepted, but not the second factor
events-kind-totp-enabled = Authenticator app set up
events-kind-totp-removed = Authenticator app removed
events-kind-recovery-code-used = Recovery code used
events-kind-recovery-codes-renewed = New recovery codes created
events-kind-password-changed = Password changed
events-kind-password-reset = Password reset by email
events-kind-identity-linked = Account elsewhere connected
events-kind-identity-unlinked = Account elsewhere disconnected
events-kind-refresh-token-reused = A session was ended because it may have been stolen
events-kind-account-locked = Account locked after too many failed sign-ins
events-kind-api-key-created = API key created
events-kind-api-key-rotated = API key rotated
events-kind-api-key-revoked = API key revoked
events-kind-email-changed = Email address changed
events-kind-email-change-undone = Change of email address undone
events-kind-account-deactivated = Account deactivated
events-kind-deletion-requested = Deletion of the account requested
events-kind-deletion-cancelled = Deletion of the account cancelled
events-kind-export-requested = Data export requested
