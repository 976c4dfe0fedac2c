### Signing up, in and out.

auth-email = Email address
auth-password = Password
auth-first-name = First name
auth-last-name = Last name
auth-or = or

auth-login-lead = Welcome back to Pilaster.
auth-login-signed-out = You are signed out.
auth-login-reset = Your password has been changed. Sign in with the new one.
auth-login-forgot = Forgot your password?
auth-login-no-account = New here?
auth-login-unverified-resend = Resend the confirmation email
auth-login-demo-title = Demo accounts
auth-login-demo-text = This is the sandbox. Both accounts use this password:
auth-login-demo-user = Sign in as a user
auth-login-demo-superuser = Sign in as a superuser

auth-register-title = Create your account
auth-register-lead = All it takes is a name, an email address and a password.
auth-register-submit = Create account
auth-register-password-hint = At least { NUMBER($min) } characters. A few words in a row are easy to remember and hard to guess.
auth-register-have-account = Already have an account?

auth-sent-title = Check your inbox
auth-sent-lead = We sent you an email with a link. Open the link within 24 hours to confirm your address.
auth-sent-lead-to = We sent an email to { $email }. Open the link in it within 24 hours to confirm your address.
auth-sent-again-lead = Use the link in the most recent email. It works for 24 hours.
auth-sent-resent = If this address is waiting to be confirmed, a new email is on its way.
auth-sent-hint = Didn’t get it? Check your spam folder, or send it again.
auth-sent-resend = Send it again
auth-sent-other-address = Wrong address? Start over
auth-sent-mailbox = Open the sandbox mailbox

auth-verify-title = Confirm your address
auth-verify-lead = One click, and your account is ready.
auth-verify-submit = Confirm address
auth-verify-failed-title = This link no longer works
auth-verify-failed-lead = It has been used, has expired, or was replaced by a newer one. If your address is already confirmed, sign in. Otherwise, request a new link.
auth-verify-done-title = Your address is confirmed
auth-verify-done-lead = Your account is ready. Sign in to get started.

auth-resend-title = Confirm your address
auth-resend-lead = Enter the address you signed up with, and we’ll send you a new link.
auth-resend-submit = Send link

auth-forgot-title = Reset your password
auth-forgot-lead = Enter the address of your account, and we’ll send you a link to choose a new password.
auth-forgot-back = Back to sign in
auth-forgot-sent-lead = If there is an account with this address, we’ve sent it an email. Open the link in it within one hour to choose a new password.
auth-forgot-sent-lead-to = If there is an account with { $email }, we’ve sent it an email. Open the link in it within one hour to choose a new password.
auth-forgot-sent-again = Done. If there is an account with this address, the link is in its inbox.

auth-reset-title = Choose a new password
auth-reset-lead = You’ll be signed out on all your devices, and sign in with the new password.
auth-reset-password = New password
auth-reset-submit = Change password
auth-reset-failed-lead = It has been used or has expired. Enter the address of your account, and we’ll send you a new one.

auth-logout-title = Sign out?
auth-logout-lead = You are signed in as { $email }.
auth-logout-cancel = Back to dashboard

auth-error-summary = { $count ->
    [one] There is one problem to fix
   *[other] There are { $count } problems to fix
}

auth-login-expired = Signing in took too long. Sign in again.

auth-mfa-title = Two-step verification
auth-mfa-lead = Enter the six digits that your authenticator app shows for this account.
auth-mfa-code = Code
auth-mfa-trust = Trust this browser for 30 days
auth-mfa-trust-hint = It won’t ask for a code. Don’t tick this on a shared computer.
auth-mfa-submit = Continue
auth-mfa-use-recovery-code = Use a recovery code instead
auth-mfa-recovery-lead = Enter one of the recovery codes that you saved when you set up your authenticator app. It works once.
auth-mfa-recovery-code = Recovery code
auth-mfa-use-app = Use your authenticator app instead

auth-strength-0 = Very easy to guess
auth-strength-1 = Easy to guess
auth-strength-2 = Still too easy to guess
auth-strength-3 = Hard to guess
auth-strength-4 = Very hard to guess
