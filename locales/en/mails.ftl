### Mails. { $name } is the first name of whom the mail is for.

mail-hello = Hello { $name },
mail-hello-nameless = Hello,
mail-link-hint = If the button does not work, open this link in your browser:

mail-verify-subject = Confirm your email address
mail-verify-preview = One click, and your Pilaster account is ready.
mail-verify-lead = Thank you for signing up to Pilaster. Confirm that this address is yours, and your account is ready.
mail-verify-action = Confirm address
mail-verify-expiry = { $hours ->
    [one] The link works once, within one hour.
   *[other] The link works once, within { $hours } hours.
}
mail-verify-reason = You get this message because someone signed up to Pilaster with your address. If that was not you, do nothing: without the confirmation there is no account.

mail-registered-subject = You already have an account
mail-registered-preview = Someone tried to sign up to Pilaster with your address.
mail-registered-lead = Someone tried to sign up to Pilaster with this address, but you already have an account. If that was you, sign in with the password that you chose back then.
mail-registered-action = Sign in
mail-registered-calm = Nothing about your account has changed, and whoever tried was not told that it exists.
mail-registered-reason = You get this message because your address belongs to a Pilaster account. If that was not you, there is nothing to do.

mail-again-subject = Please sign up once more
mail-again-preview = Several sign-ups with your address are waiting, and only one can be yours.
mail-again-lead = You asked for a new link to confirm your address. Several sign-ups with it are waiting, each with a password of its own, and we cannot tell which of them is yours.
mail-again-ask = So that nobody else’s password ends up on your account, please sign up once more and use the link in the message that you get then.
mail-again-action = Sign up again
mail-again-reason = You get this message because someone asked for a confirmation link for your address. If that was not you, there is nothing to do.

mail-password-subject = Your password was changed
mail-password-preview = All your other devices have been signed out.
mail-password-lead = The password of your Pilaster account was just changed. All your other devices have been signed out and need the new password.
mail-password-action = Review security settings
mail-password-warning = If you did not change it, someone else may have your account. Contact support right away.
mail-password-reason = You get this message because it is about the security of your Pilaster account.

mail-theft-subject = We ended one of your sessions
mail-theft-preview = Its key was used twice, which should never happen.
mail-theft-lead = The key that keeps one of your devices signed in was used twice, as happens when somebody has copied it. To be safe we have ended that session. The device has to sign in again.
mail-theft-action = Review security settings
mail-theft-advice = Your password was not part of it. If you suspect that someone has had access to a device of yours, change your password: this signs out all other devices.
mail-theft-reason = You get this message because it is about the security of your Pilaster account.
