# One message for each error code: `auth.wrong_password` is worded by `error-auth-wrong-password`.
error-auth-passkey-refused = This passkey wasn’t accepted. Try again, or sign in another way.
error-passkeys-known = This passkey has been added already.
error-passkeys-too-many = You have as many passkeys as an account can have. Remove one first.

error-auth-invalid-credentials = The email address or password is incorrect. Check both and try again.
error-auth-email-unverified = Confirm your email address first: open the link in the email we sent you, or request a new one.
error-auth-account-disabled = This account is deactivated. Contact support to have it reactivated.
error-auth-locked = This account is locked after too many failed sign-ins. If it is yours, open the link in the email we sent you, or choose a new password.
error-auth-unauthenticated = Sign in to continue.
error-auth-session-ended = Your session has ended. Sign in again.
error-auth-token-invalid = This link is invalid or has expired. Request a new one.
error-auth-wrong-password = Your current password is incorrect. Try again.
error-auth-wrong-code = This code is incorrect or was already used. Wait for the next one and try again.
error-auth-challenge-expired = Signing in took too long. Sign in again.
error-auth-step-up-required = Confirm that it’s you to continue.
error-auth-mfa-state = Two-step verification was changed in the meantime. Reload the page.
error-auth-last-way-in = This is the only way to sign in to your account. Set a password, add a passkey or connect another account first.

error-oauth-state-invalid = This sign-in has expired or was started in another browser. Start again.
error-oauth-code-replayed = This sign-in was already used. Start again.
error-oauth-code-refused = The provider didn’t accept the sign-in any more. Start again.
error-oauth-issuer-invalid = The answer came from a different provider than the one you chose. Start again.
error-oauth-audience-invalid = The provider’s answer was meant for another app. Start again.
error-oauth-nonce-invalid = The provider’s answer belongs to another sign-in. Start again.
error-oauth-signature-invalid = We couldn’t verify the provider’s answer. Start again.
error-oauth-token-expired = The provider’s answer has expired. Start again.
error-oauth-token-invalid = We couldn’t accept the provider’s answer. Start again.
error-oauth-denied = You didn’t allow the provider to share your account, so you’re not signed in.
error-oauth-provider-failed = The provider reported a problem. Try again, or sign in another way.
error-oauth-unreachable = The provider can’t be reached right now. Try again shortly, or sign in another way.
error-oauth-email-unverified = Your provider hasn’t verified your email address. Verify it there and try again. If you have an account here, sign in another way and connect the provider under Security.
error-oauth-link-required = Your account is connected to another account of this provider. Sign in with that one, or another way.
error-oauth-identity-taken = That account is already connected to someone else’s account here. Use another one.
error-oauth-already-linked = Another account of this provider is connected already. Disconnect it first.

error-auth-account-deleting = This account is about to be deleted. To keep it, open the link in the email we sent you about it.
error-api-keys-not-allowed = API keys can’t do this. Sign in with a browser instead.
error-api-keys-scope-missing = This API key isn’t allowed to do this. Use a key with the right scope.
error-api-keys-too-many = You have as many API keys as an account can have. Revoke one you no longer need.
error-api-keys-ended = This API key no longer works, or was rotated before. Create a new one.
error-exports-too-many = You have as many exports as an account can have. Wait until an older one expires.
error-exports-pending = This export isn’t ready yet. Wait a moment, then try again.

error-users-email-taken = An account with this email address already exists. Use another address, or sign in.

error-request-malformed = We couldn’t read the request. Reload the page and try again.
error-request-invalid = Some fields need your attention. Correct them and try again.
error-request-too-large = That is too large to send. Shorten it and try again.
error-request-unsupported-media-type = This format is not accepted. Send the data as JSON.
error-request-not-found = We couldn’t find what you’re looking for. Check the address, or go back.
error-request-method-not-allowed = This action isn’t available here. Go back and try another way.
error-request-cross-origin = The request came from another site and was blocked. Open { -brand } directly and try again.
error-request-precondition-failed = This was changed in the meantime. Reload the page, then make your changes again.
error-request-forbidden = You don’t have permission to do this. Ask an administrator for access.
error-request-network-forbidden = This part of { -brand } can only be used from certain networks, and yours is not one of them. Connect to your organisation’s network and try again.
error-request-rate-limited = Too many attempts. Wait a moment, then try again.
error-request-timeout = That took too long. Try again.

error-server-unavailable = { -brand } can’t be reached right now. Try again shortly.
error-server-internal = An unexpected error occurred on our side. Try again, and contact support if it keeps happening.

error-teams-slug-taken = Another team uses this address already. Choose another one.
error-teams-deleting = This team is about to be deleted. An owner can keep it in the team’s settings.
error-teams-not-deleting = This team isn’t about to be deleted.
error-teams-too-many = You own as many teams as one person can. Delete one or hand it over first.
error-teams-last-owner = A team needs an owner. Hand the team over first.
error-teams-mfa-required = This team asks its members for two-step verification. Set it up in your security settings.
error-teams-transfer-pending = This team is being handed over already. Take that offer back first.
error-teams-transfer-none = This offer was taken back or has expired.
error-members-already = This person is a member of the team already.
error-account-sole-owner = You’re the only owner of a team with other members. Hand it over or delete it first.
error-roles-name-taken = Another role has this name. Choose another one.
error-roles-built-in = This role comes with the product and can’t be changed.
error-roles-in-use = Somebody has this role or is invited with it. Give them another one first.
error-roles-too-high = This role allows more than you may do yourself.
error-roles-too-many = There are as many roles as there can be. Remove one first.

error-invitations-ended = This invitation was answered or revoked, or has expired. Ask for a new one.
error-invitations-other-address = This invitation is for another email address. Sign in with that address to accept it.
error-invitations-too-many = Too many invitations are waiting for an answer. Revoke some first.

error-auth-impersonating = You’re acting as somebody else, and only they can do this themselves.
error-users-own-account = You can’t do this to your own account. Ask another administrator.
error-registrations-several = Several people have signed up with this address. Its owner has to open the link in one of the emails we sent.

error-projects-name-taken = Another project of the team has this name, perhaps an archived one. Choose another name.
error-projects-archived = This project is archived. Restore it to change it.
error-projects-owner-fixed = You can’t choose who owns this project. Somebody who can edit all projects can.
error-projects-level-too-high = You can’t give or take more access to a project than you have yourself.
error-projects-too-many-grants = This project is shared with as many as it can be. Share it with a role instead.

error-members-owner-by-transfer = Nobody can be made an owner this way. Hand the team over to them instead.
