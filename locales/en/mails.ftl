### Mails. { $name } is the first name of whom the mail is for.

mail-hello = Hello { $name },
mail-hello-nameless = Hello,
mail-link-hint = If the button does not work, open this link in your browser:
mail-link-expiry = { $hours ->
    [one] The link works once, within one hour.
   *[other] The link works once, within { $hours } hours.
}

mail-verify-subject = Confirm your email address
mail-verify-preview = One click, and your Pilaster account is ready.
mail-verify-lead = Thanks for signing up for Pilaster. Confirm that this address is yours, and your account is ready.
mail-verify-action = Confirm address
mail-verify-reason = You’re receiving this email because someone signed up for Pilaster with your address. If it wasn’t you, you can ignore it: without the confirmation there is no account.

mail-registered-subject = You already have an account
mail-registered-preview = Someone tried to sign up for Pilaster with your address.
mail-registered-lead = Someone tried to sign up for Pilaster with this address, but you already have an account. If it was you, sign in with your existing password.
mail-registered-action = Sign in
mail-registered-calm = Nothing about your account has changed, and whoever tried was not told that it exists.
mail-registered-reason = You’re receiving this email because your address belongs to a Pilaster account. If it wasn’t you, there is nothing to do.

mail-again-subject = Please sign up again
mail-again-preview = Several sign-ups with your address are pending, and only one can be yours.
mail-again-lead = You asked for a new link to confirm your address. Several sign-ups with it are pending, each with its own password, and we can’t tell which one is yours.
mail-again-ask = So that nobody else’s password ends up on your account, please sign up again and use the link in the email you get then.
mail-again-action = Sign up again
mail-again-reason = You’re receiving this email because someone requested a confirmation link for your address. If it wasn’t you, there is nothing to do.

mail-reset-subject = Choose a new password
mail-reset-preview = Open the link in this email to get back into your account.
mail-reset-lead = Someone asked to reset the password of your Pilaster account. If it was you, choose a new password. You will be signed out on all your devices.
mail-reset-action = Choose a new password
mail-reset-reason = You’re receiving this email because a new password was requested for your Pilaster account. If it wasn’t you, you can ignore it: your password stays as it is.

mail-unconfirmed-subject = Please sign up again
mail-unconfirmed-preview = Your address was never confirmed, so there is no password to reset.
mail-unconfirmed-lead = Someone asked to reset the password of a Pilaster account with your address. There is no such account yet: a sign-up with it was started, but your address was never confirmed.
mail-unconfirmed-ask = To get an account, please sign up again with a password of your choice and use the link in the email you get then.
mail-unconfirmed-action = Sign up again
mail-unconfirmed-reason = You’re receiving this email because a new password was requested with your address. If it wasn’t you, there is nothing to do.

mail-password-subject = Your password was changed
mail-password-preview = All your other devices have been signed out.
mail-password-lead = The password of your Pilaster account was just changed. All your other devices have been signed out and need the new password.
mail-password-action = Review security settings
mail-password-warning = If this wasn’t you, someone else may have access to your account. Contact support right away.
mail-password-reason = You’re receiving this email because it concerns the security of your Pilaster account.

mail-theft-subject = We ended one of your sessions
mail-theft-preview = Its key was used twice, which should never happen.
mail-theft-lead = The key that keeps one of your devices signed in was used twice, which happens when someone has copied it. To be safe, we ended that session. The device has to sign in again.
mail-theft-action = Review security settings
mail-theft-advice = Your password was not involved. If you think someone has had access to one of your devices, change your password: this signs out all other devices.
mail-theft-reason = You’re receiving this email because it concerns the security of your Pilaster account.

mail-device-subject = New sign-in to your account
mail-device-preview = Someone signed in from a browser we haven’t seen before.
mail-device-lead = Your Pilaster account was just signed in to from a browser that it hasn’t been used from before. If that was you, there is nothing to do.
mail-device-place = It was { $browser } on { $system }, from the address { $address }.
mail-device-place-of = It was { $device }, from the address { $address }.
mail-device-place-unknown = It came from the address { $address }.
mail-device-action = Review your sessions
mail-device-warning = If this wasn’t you, end that session and change your password right away.
mail-device-reason = You’re receiving this email because it concerns the security of your Pilaster account.

mail-totp-enabled-subject = Two-step verification is on
mail-totp-enabled-preview = Signing in now asks for a code of your authenticator app.
mail-totp-enabled-lead = An authenticator app was just added to your Pilaster account. From now on, signing in asks for a code of it. Keep your recovery codes in a safe place: they let you in if you lose the app.
mail-totp-removed-subject = Two-step verification is off
mail-totp-removed-preview = Signing in no longer asks for a code.
mail-totp-removed-lead = The authenticator app was just removed from your Pilaster account. Signing in no longer asks for a code, and your recovery codes no longer work.
mail-totp-warning = If this wasn’t you, someone else may have access to your account. Change your password and contact support right away.
mail-totp-reason = You’re receiving this email because it concerns the security of your Pilaster account.

mail-recovery-code-subject = A recovery code was used
mail-recovery-code-preview = It stood in for your authenticator app.
mail-recovery-code-lead = One of your recovery codes was just used to sign in to your Pilaster account. It won’t work again.
mail-recovery-code-left = { $left ->
    [one] You have { $left } recovery code left. Make new ones in your security settings.
   *[other] You have { $left } recovery codes left. You can make new ones in your security settings.
}
mail-email-old-subject = Confirm the change of your email address
mail-email-old-preview = Both your old and your new address have to confirm it.
mail-email-old-lead = You asked to change the email address of your Pilaster account, which is still this one. Confirm the change here, and with the link we sent to the new address.
mail-email-old-action = Confirm the change
mail-email-old-address = The new address is { $email }.
mail-email-old-reason = You’re receiving this email because someone asked to change the address of your Pilaster account. If it wasn’t you, don’t confirm it, and change your password: someone else may be signed in to your account.

mail-email-new-subject = Confirm your new email address
mail-email-new-preview = One click, and one in your old mailbox, and your address is changed.
mail-email-new-lead = You asked to use this address for your Pilaster account. Confirm that it is yours, and confirm the change with the link we sent to your old address too.
mail-email-new-action = Confirm address
mail-email-new-reason = You’re receiving this email because someone asked to use your address for their Pilaster account. If it wasn’t you, you can ignore it: without the confirmation nothing changes.

mail-email-wanted-subject = Someone wanted to use your email address
mail-email-wanted-preview = It belongs to your account and stays with it.
mail-email-wanted-lead = Someone asked to change the address of another Pilaster account to this one, which belongs to your account. An address can have one account only. If it was you, change or close this account first.
mail-email-wanted-action = Review security settings
mail-email-wanted-calm = Nothing about your account has changed, and whoever tried was not told that it exists.
mail-email-wanted-reason = You’re receiving this email because your address belongs to a Pilaster account. If it wasn’t you, there is nothing to do.

mail-email-changed-subject = Your email address was changed
mail-email-changed-preview = If it wasn’t you, you can undo it for 7 days.
mail-email-changed-lead = The email address of your Pilaster account was just changed, so this address no longer belongs to it. If that wasn’t you, undo the change: this address is restored, and everyone is signed out of the account.
mail-email-changed-action = Undo the change
mail-email-changed-address = The new address is { $email }.
mail-email-changed-calm = The link works for 7 days. If it was you, there is nothing to do.
mail-email-changed-reason = You’re receiving this email because this address belonged to a Pilaster account until now.

mail-email-restored-subject = Your email address is restored
mail-email-restored-preview = All devices have been signed out.
mail-email-restored-lead = The change of your email address was undone. Your Pilaster account has this address again, all devices have been signed out, and API keys created since then have been revoked.
mail-email-restored-action = Choose a new password
mail-email-restored-advice = If someone else made the change, they may know your password. Choose a new one now, and check your security settings.
mail-email-restored-reason = You’re receiving this email because it concerns the security of your Pilaster account.

mail-deactivated-subject = Your account is deactivated
mail-deactivated-preview = Nothing was deleted, and nobody can sign in to it.
mail-deactivated-lead = You have deactivated your Pilaster account. All devices have been signed out and API keys have stopped working. Nothing was deleted.
mail-deactivated-action = Open Pilaster
mail-deactivated-advice = To have your account reactivated, or if this wasn’t you, contact support.
mail-staff-deactivated-subject = Your account was deactivated
mail-staff-deactivated-preview = Nothing was deleted, and nobody can sign in to it.
mail-staff-deactivated-lead = Our support team has deactivated your Pilaster account. All devices have been signed out and API keys have stopped working. Nothing was deleted.
mail-staff-deactivated-advice = To learn why, or to have your account reactivated, contact support.
mail-staff-mfa-reset-subject = Your two-step verification was reset
mail-staff-mfa-reset-preview = Signing in no longer asks for a code.
mail-staff-mfa-reset-lead = Our support team has removed the authenticator app and the recovery codes from your Pilaster account, as someone asked us to. Signing in no longer asks for a code.
mail-staff-mfa-reset-action = Set up two-step verification
mail-staff-mfa-reset-advice = If you didn’t ask for this, change your password now and contact support: someone is trying to get into your account.
mail-deactivated-reason = You’re receiving this email because it concerns your Pilaster account.

mail-deleting-subject = Your account will be deleted
mail-deleting-preview = You can still keep it for 14 days.
mail-deleting-lead = You asked to delete your Pilaster account. All devices have been signed out and API keys have stopped working. If you change your mind, keep your account with the link in this email.
mail-deleting-action = Keep my account
mail-deleting-day = Your account and everything in it will be deleted on { $day }.
mail-deleting-calm = If this wasn’t you, keep the account and choose a new password: someone else may have had access to it.
mail-deleting-reason = You’re receiving this email because it concerns your Pilaster account.

mail-deleted-subject = Your account is deleted
mail-deleted-preview = This is the last email about it.
mail-deleted-lead = The 14 days are over: your Pilaster account and everything in it have been deleted, as you asked.
mail-deleted-action = Open Pilaster
mail-deleted-return = If you ever want to come back, you can sign up again with this address.
mail-deleted-reason = You’re receiving this last email because this address belonged to a Pilaster account until now.

mail-export-subject = Your data export is ready
mail-export-preview = You can download it for 7 days.
mail-export-lead = The export of your data that you asked for is ready. Sign in to download it.
mail-export-action = Go to my account
mail-export-expiry = It is kept for 7 days and then deleted.
mail-export-reason = You’re receiving this email because someone signed in to your Pilaster account asked for an export of your data. If it wasn’t you, change your password: this signs out all other devices.

mail-identity-linked-subject = A new way to sign in was connected
mail-identity-linked-preview = Your account can now be opened with an account elsewhere.
mail-identity-linked-lead = An account with another provider was just connected to your Pilaster account. From now on it can be used to sign in.
mail-identity-unlinked-subject = A way to sign in was disconnected
mail-identity-unlinked-preview = Your account can no longer be opened with that provider.
mail-identity-unlinked-lead = An account with another provider was just disconnected from your Pilaster account. It can no longer be used to sign in.
mail-identity-provider = The provider is { $provider }.
mail-identity-action = Review security settings
mail-identity-warning = If this wasn’t you, someone else may have access to your account. Change your password and contact support right away.
mail-identity-reason = You’re receiving this email because it concerns the security of your Pilaster account.

mail-invitation-subject = { $inviter } invites you to { $team }
mail-invitation-nameless-subject = You’re invited to a team
mail-invitation-preview = Have a look and decide: you can accept or decline.
mail-invitation-lead = { $inviter } invites you to join the team “{ $team }” on Pilaster.
mail-invitation-nameless-lead = You’re invited to join a team on Pilaster.
mail-invitation-ask = Open the invitation to see what your role would be, and to accept or decline it.
mail-invitation-action = Open the invitation
mail-invitation-expiry = { $days ->
    [one] The link works for one day, and only for this address.
   *[other] The link works for { $days } days, and only for this address.
}
mail-invitation-reason = You’re receiving this email because a member of a team on Pilaster invited your address. If you don’t know who that is, you can ignore it: unless you accept, nothing happens.
mail-unread-subject = You have unread notifications
mail-unread-preview = Here is what you may have missed.
mail-unread-lead = Something happened while you were away. Here is what you haven’t read yet.
mail-unread-action = Open notifications
mail-unread-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
mail-unread-preferences = To choose what you are emailed about, or to stop these emails: { $url }
mail-unread-reason = You’re receiving this email because you have unread notifications in Pilaster. It comes once a day at most.
