### Signing in with an account elsewhere, and connecting one.

oauth-continue-with = Continue with { $provider }

identities-title = Connected accounts
identities-text = Sign in with an account you already have elsewhere.
identities-none = Not connected
identities-since = Connected { $when }
identities-connect = Connect
identities-connect-named = Connect { $provider }
identities-disconnect = Disconnect
identities-disconnect-named = Disconnect { $provider }
identities-disconnect-title = Disconnect { $provider }?
identities-disconnect-text = You can’t sign in with that account any more until you connect it again.
identities-disconnected = The account is disconnected.
identities-failed-title = The account wasn’t connected
