settings-profile-lead = How you appear, and how the pages speak to you.
settings-profile-card = Personal details
settings-first-name = First name
settings-last-name = Last name
settings-email = Email address
settings-email-hint = You sign in with this address.
settings-time-zone = Time zone
settings-time-zone-hint = Dates and times are shown in it.

settings-conflict-title = Your profile has changed meanwhile
settings-conflict-text = It was changed in another window or on another device. Reload to see what is there now, then make your change again.

settings-security-lead = What protects your account.
settings-password-card = Password
settings-password-text = Use a password that you use nowhere else.
settings-current-password = Current password
settings-new-password = New password
settings-new-password-hint = At least { NUMBER($min) } characters. A few words in a row are easier to remember and harder to guess.
settings-show-password = Show password
settings-hide-password = Hide password
settings-other-sessions = All other sessions end when you change your password. You stay signed in here, and we tell you by mail.
settings-change-password = Change password
settings-password-changed = Your password is changed. All other sessions have ended.

settings-no-password-title = No password is set
settings-no-password-text = You sign in another way, so there is no password to change.
