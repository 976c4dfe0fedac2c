### The page of API keys.

api-keys-title = API keys
api-keys-lead = How your programs use the API in your name.
api-keys-card-text = A key does what its scopes allow, and never more than you may. Treat it like a password.
api-keys-create = Create key
api-keys-empty = No API keys yet
api-keys-empty-text = Create one to call the API from a script or a server. This is how a program uses it:
api-keys-cut = Showing the newest { NUMBER($count) }. There are older ones.
api-keys-created = Created { $when }
api-keys-never-used = Never used
api-keys-used = Last used { $when }
api-keys-expires = Expires { $when }
api-keys-replaced = Replaced
api-keys-rotate = Rotate
api-keys-rotate-named = Rotate { $name }
api-keys-revoke = Revoke
api-keys-revoke-named = Revoke { $name }

api-keys-create-text = The key is shown once, right after it’s created.
api-keys-name = Name
api-keys-name-hint = Something that tells you later what uses it.
api-keys-scopes = What it may do
api-keys-scopes-missing = Choose at least one.
api-keys-expiry = Expires
api-keys-expiry-days = { $days ->
    [one] In { $days } day
   *[other] In { $days } days
}
api-keys-expiry-never = Never

api-keys-secret-title = Copy your new key
api-keys-secret-text = This is the only time it’s shown. Store it somewhere safe, such as a password manager.
api-keys-secret-label = API key
api-keys-secret-done = I’ve stored it

api-keys-rotate-title = Rotate { $name }?
api-keys-rotate-text = You get a new key with the same scopes. The old one keeps working for 24 hours, so you have time to replace it.
api-keys-revoke-title = Revoke { $name }?
api-keys-revoke-text = Whatever uses this key is refused from now on. This can’t be undone.
api-keys-revoked = The key is revoked.
