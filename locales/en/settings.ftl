settings-profile-lead = Your name, language and display preferences.
settings-profile-card = Personal details
settings-first-name = First name
settings-last-name = Last name
settings-email = Email address
settings-email-hint = You sign in with this address. Change it on the Account page.
settings-time-zone = Time zone
settings-time-zone-hint = Used for every date and time you see.

settings-conflict-title = Your profile was changed elsewhere
settings-conflict-text = It was updated in another window or on another device. Reload to see the latest version, then make your change again.

settings-security-lead = How your account is protected.
settings-password-card = Password
settings-password-text = Choose a password you don’t use anywhere else.
settings-current-password = Current password
settings-new-password = New password
settings-new-password-hint = At least { NUMBER($min) } characters. A few words in a row are easy to remember and hard to guess.
settings-show-password = Show password
settings-hide-password = Hide password
settings-other-sessions = Changing your password ends all other sessions. You stay signed in here, and we’ll let you know by email.
settings-change-password = Change password
settings-password-changed = Password changed. All other sessions have ended.

settings-no-password-title = No password set
settings-no-password-text = You sign in another way, so there is no password to change.

settings-sessions = Where you’re signed in
settings-sessions-text = If you don’t recognize a device, sign it out and change your password.
settings-sessions-device = { $browser } on { $system }
settings-sessions-unknown = Unknown device
settings-sessions-current = This device
settings-sessions-now = Active now
settings-sessions-seen = Last seen { $when }
settings-sessions-begun = Signed in { $when }
settings-sessions-only = You’re signed in on this device only.
settings-sessions-cut = Showing the newest { NUMBER($count) }. There are older ones.
settings-sessions-end-named = Sign out { $device }
settings-sessions-end-title = Sign out { $device }?
settings-sessions-end-text = That device is signed out right away. Whoever uses it has to sign in again.
settings-sessions-end-others = Sign out all other devices
settings-sessions-end-others-title = Sign out all other devices?
settings-sessions-end-others-text = All of them are signed out right away. You stay signed in here.
settings-sessions-ended = The device is signed out.
settings-sessions-others-ended = All other devices are signed out.

settings-step-up-title = Confirm that it’s you
settings-step-up-password-text = Enter your password to continue.
settings-step-up-code-text = Enter a code from your authenticator app to continue.
settings-step-up-sign-in-text = To continue, sign out and sign in again. Then you have ten minutes to make this change.
settings-step-up-submit = Continue

settings-mfa = Two-step verification
settings-mfa-text = Signing in asks for a code from an app on your phone, so that your password alone is no use to anyone.
settings-mfa-set-up = Set up authenticator app
settings-mfa-scan = Scan the code with an authenticator app, then enter the six digits that it shows.
settings-mfa-qr = QR code for your authenticator app
settings-mfa-open-app = Open in an app on this device
settings-mfa-type = Can’t scan it? Enter this key in the app:
settings-mfa-confirm = Turn on
settings-mfa-app = Authenticator app
settings-mfa-on = On
settings-mfa-since = since { $when }
settings-mfa-codes = Recovery codes
settings-mfa-codes-left = { $left ->
    [one] { $left } left
   *[other] { $left } left
}
settings-mfa-codes-text = Each of these codes lets you in once if you lose your phone. They are shown only now: keep them in a safe place.
settings-mfa-codes-done = I have saved them
settings-mfa-renew = New recovery codes
settings-mfa-remove = Turn off
settings-mfa-remove-title = Turn off two-step verification?
settings-mfa-remove-text = Signing in will ask for your password only, and your recovery codes stop working.
settings-mfa-removed = Two-step verification is off.

settings-trusted = Trusted browsers
settings-trusted-text = These browsers aren’t asked for a code.
settings-trusted-until = Trusted until { $when }
settings-trusted-remove = Stop trusting
settings-trusted-remove-named = Stop trusting { $device }
settings-trusted-removed = The browser will be asked for a code again.
settings-sessions-impersonated = Acting on your behalf
