### Invitations into teams, as those who are invited see them.

invited-title = Join { $team }
invited-lead = { $inviter } invites you to work together in this team.
invited-role = Your role
invited-address = Invited address
invited-until = Open until
invited-accept = Accept and join
invited-decline = Decline
invited-sign-in = Sign in to accept
invited-has-account = This address has an account. Sign in with it, and you come back here.
invited-no-account = Create an account for this address to join. There is nothing to confirm: the link in the email has done that.
invited-register = Create account and join
invited-other = This invitation is for { $email }, but you’re signed in as { $other }. To accept it, sign out and go on with the invited address.
invited-switch = Sign out and continue
invited-over-title = This invitation has ended
invited-over-lead = It was answered or revoked, has expired, or was replaced by a newer one. If you still want to join, ask the team to invite you again.
invited-over-deleting = The team is about to be deleted, so nobody can join it at the moment. Ask whoever invited you.
invited-declined-title = Invitation declined
invited-declined-lead = You haven’t joined the team. If you change your mind, ask for a new invitation.
