# One message for each error code: `auth.wrong_password` is worded by `error-auth-wrong-password`.

error-auth-invalid-credentials = The email address or the password is wrong. Check both and try again.
error-auth-email-unverified = Confirm your email address first: open the link in the message we sent you, or ask for a new one.
error-auth-account-disabled = This account is disabled. Contact support to have it enabled again.
error-auth-unauthenticated = Sign in to continue.
error-auth-session-ended = Your session has ended. Sign in again.
error-auth-token-invalid = This link is invalid or has expired. Request a new one.
error-auth-wrong-password = Your current password is wrong. Enter it again.

error-users-email-taken = This email address already has an account. Use another address, or sign in.

error-request-malformed = We could not read the request. Reload the page and try again.
error-request-invalid = Some fields need your attention. Correct them and try again.
error-request-too-large = That is too much to send at once. Shorten it and try again.
error-request-unsupported-media-type = This format is not accepted. Send the data as JSON.
error-request-not-found = We could not find what you are looking for. Check the address, or go back.
error-request-method-not-allowed = This action is not possible here. Go back and try another way.
error-request-cross-origin = The request came from another site and was refused. Open { -brand } directly and try again.
error-request-precondition-failed = Someone changed this in the meantime. Reload the page, then make your changes again.
error-request-forbidden = You do not have permission to do this. Ask an administrator for access.
error-request-rate-limited = Too many attempts. Wait a moment, then try again.
error-request-timeout = That took too long. Try again.

error-server-unavailable = { -brand } cannot be reached at the moment. Try again shortly.
error-server-internal = Something went wrong on our side. Try again, and contact support if it happens again.
