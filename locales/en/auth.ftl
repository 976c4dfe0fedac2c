### Signing up, in and out.

auth-email = Email address
auth-password = Password
auth-first-name = First name
auth-last-name = Last name

auth-login-lead = Welcome back to Pilaster.
auth-login-no-account = New here?
auth-login-unverified-resend = Send the confirmation again
auth-login-demo-title = Demo sign-ins
auth-login-demo-text = This is the sandbox. Both accounts have this password:
auth-login-demo-user = Sign in as a user
auth-login-demo-superuser = Sign in as a superuser

auth-register-title = Create your account
auth-register-lead = It takes a name, an address and a password.
auth-register-submit = Create account
auth-register-password-hint = At least { NUMBER($min) } characters. A few words in a row are easier to remember and harder to guess.
auth-register-have-account = Already have an account?

auth-sent-title = Check your inbox
auth-sent-lead = We sent a message with a link to the address you gave. Open the link within 24 hours to confirm it.
auth-sent-lead-to = We sent a message with a link to { $email }. Open the link within 24 hours to confirm your address.
auth-sent-again-lead = The link in the newest message works for 24 hours.
auth-sent-resent = If this address waits for its confirmation, a new message is on its way.
auth-sent-hint = Nothing there? Look in the spam folder, or have it sent again.
auth-sent-resend = Send it again
auth-sent-other-address = Wrong address? Start again
auth-sent-mailbox = Open the sandbox mailbox

auth-verify-title = Confirm your address
auth-verify-lead = One click, and your account is ready.
auth-verify-submit = Confirm address
auth-verify-failed-title = This link no longer works
auth-verify-failed-lead = It was used already, is older than 24 hours, or was replaced by a newer one. If your address is confirmed, you can sign in. Otherwise, have a new link sent.
auth-verify-done-title = Your address is confirmed
auth-verify-done-lead = Your account is ready. Sign in to begin.

auth-resend-title = Confirm your address
auth-resend-lead = Enter the address that you signed up with, and we send you a new link.
auth-resend-submit = Send the link

auth-logout-title = Sign out?
auth-logout-lead = You are signed in as { $email }.
auth-logout-cancel = Back to the dashboard

auth-error-summary = { $count ->
    [one] One thing needs another look
   *[other] { $count } things need another look
}
