settings-profile-lead = Your name, language and display preferences.
settings-profile-card = Personal details
settings-first-name = First name
settings-last-name = Last name
settings-email = Email address
settings-email-hint = You sign in with this address. It can’t be changed yet.
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
