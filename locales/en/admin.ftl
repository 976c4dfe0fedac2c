### The area of staff.

admin-title = Administration
admin-group-people = People
admin-group-operations = Operations
admin-actions = Actions
admin-pages = Pages of the list
admin-what = What
admin-who = Who
admin-whom = Account
admin-when = When
admin-from = From
admin-kind = Kind
admin-all-kinds = All kinds
admin-all-actions = All changes
admin-facts = Details
admin-cause = Cause
admin-attempts = Attempts
admin-created = Created
admin-joined = Joined
admin-only-of = Shown for { $name } only
admin-only-one = Shown for one account only
admin-show-all = Show all
admin-narrowed-text = Nothing matches this filter. Choose another one.
admin-refresh = Refresh
admin-reason = Reason
admin-reason-hint = Kept in the audit log, such as the number of a ticket.

admin-registrations = Sign-ups
admin-registrations-lead = People who haven’t confirmed their address yet.
admin-registrations-search = Search by email
admin-registrations-empty = No sign-ups waiting
admin-registrations-empty-text = People who sign up are here until they open the link in their email.
admin-registrations-verify = Confirm
admin-registrations-verify-title = Confirm this address?
admin-registrations-verify-text = An account is made for { $email } with the password that was chosen at sign-up. Only do this if you know that the address belongs to the person.
admin-registrations-verified = The account was made
admin-signed-up = Signed up

admin-teams = Teams
admin-teams-lead = Every team, who owns it and how many people belong to it.
admin-teams-search = Search by name or address
admin-teams-empty = No teams found
admin-teams-empty-text = Teams appear here as people create them.
admin-all-teams = All teams
admin-owner = Owner
admin-members = Members
admin-deleting = To be deleted
admin-deleting-text = This account will be deleted on { $when }. Activating it keeps it.

admin-invitations = Invitations
admin-invitations-lead = Invitations into all teams that nobody has answered yet.
admin-invitations-search = Search by email
admin-invitations-all = Pending and expired
admin-invitations-pending = Pending
admin-invitations-expired = Expired
admin-invitations-empty = No invitations found
admin-invitations-empty-text = Invitations are here until they are answered, or for a month after they have expired.
admin-invitations-team = Team and role
admin-invitations-by = Invited by
admin-invitations-until = Expires
admin-invitations-revoke-text = The link in the email stops working. The audit log of the team says that you did it.

admin-events = Security events
admin-events-lead = What happened to people’s accounts.
admin-events-empty = No events found
admin-events-of = Security events of this account
admin-audit = Product audit log
admin-audit-lead = Who has changed what in the product as a whole.
admin-audit-empty = No changes found
admin-audit-of = Changes of this account
admin-nobody = The product
admin-impersonated = In somebody else’s name

admin-mails = Emails
admin-mails-lead = Which emails were sent. What they said is not kept.
admin-mails-empty = No emails found
admin-mails-all = Sent and failed
admin-mails-sent = Sent
admin-mails-failed = Failed
admin-recipient = Recipient

mail-kind-verify-email = Confirmation of a sign-up
mail-kind-already-registered = Sign-up with the address of an account
mail-kind-register-again = Request to sign up again
mail-kind-reset-password = Link to choose a new password
mail-kind-reset-unconfirmed = New password for an unconfirmed address
mail-kind-password-changed = Password changed
mail-kind-new-device = Sign-in from a new device
mail-kind-totp-enabled = Two-step verification turned on
mail-kind-totp-removed = Two-step verification turned off
mail-kind-recovery-code-used = Recovery code used
mail-kind-identity-linked = Account elsewhere connected
mail-kind-identity-unlinked = Account elsewhere disconnected
mail-kind-passkey-added = Passkey added
mail-kind-passkey-removed = Passkey removed
mail-kind-passkey-copied = Copied passkey blocked
mail-kind-session-theft = Session ended after a theft
mail-kind-unlock-account = Link to unlock an account
mail-kind-confirm-email-old = Change of address, to the old one
mail-kind-confirm-email-new = Change of address, to the new one
mail-kind-email-wanted = Address wanted by another account
mail-kind-email-changed = Address changed
mail-kind-email-restored = Address restored
mail-kind-account-deactivated = Account deactivated by its owner
mail-kind-deactivated-by-staff = Account deactivated by support
mail-kind-mfa-reset-by-staff = Two-step verification reset by support
mail-kind-account-deleting = Account about to be deleted
mail-kind-account-deleted = Account deleted
mail-kind-invitation = Invitation to a team
mail-kind-unread-notifications = Unread notifications
mail-kind-export-ready = Data export ready

admin-jobs = Jobs
admin-jobs-lead = Work that is done in the background.
admin-jobs-kinds = Queues
admin-jobs-idle = There is nothing to do.
admin-jobs-queued = Queued
admin-jobs-running = Running
admin-jobs-dead-count = Failed
admin-jobs-dead = Failed jobs
admin-jobs-none-dead = No failed jobs
admin-jobs-none-dead-text = Jobs that fail for good are kept here with their cause.
admin-jobs-requeue = Run again
admin-jobs-requeue-all = Run all again
admin-jobs-requeue-named = Run again: { $kind }
admin-jobs-requeue-all-named = Run all again: { $kind }
admin-jobs-requeued = { $count ->
    [one] { $count } job is queued again
   *[other] { $count } jobs are queued again
}
admin-jobs-schedules = Schedules
admin-jobs-schedules-text = What the clock queues.
admin-jobs-next = Next run

job-name-mails-send = Send an email
job-name-auth-resend-verification = Send a confirmation again
job-name-auth-send-reset-link = Send a link for a new password
job-name-account-make-export = Make a data export
job-name-notifications-digest = Email what is unread
job-name-notifications-tell-team = Tell the members of a team
job-name-teams-remind-mfa = Remind of two-step verification
job-name-purges-run = Delete what has expired
job-name-lockouts-announce = Tell the owner of a locked account
job-name-lockouts-record-failure = Record a failed sign-in

schedule-name-notifications = Daily emails about what is unread
schedule-name-mfa-reminders = Daily reminders of two-step verification
schedule-name-purges = Hourly deletion of what has expired

admin-system = System
admin-system-lead = How { -brand } is doing, as seen by the process that answers.
admin-version = Version
admin-since = Since
admin-uptime = { $hours ->
    [one] ({ $hours } hour)
   *[other] ({ $hours } hours)
}
admin-database = Database
admin-mebibytes = { NUMBER($size) } MiB
admin-wall-open = Doesn’t keep teams apart
admin-redis-used = In use
admin-redis-none = Not set up
admin-works = Works
admin-fails = Not reachable
admin-queue-lag = Queue delay
admin-queue-note = { NUMBER($queued) } queued, { NUMBER($dead) } failed
admin-seconds = { NUMBER($seconds) } s
admin-sessions-note = { $count ->
    [one] signed in in { $count } browser
   *[other] signed in in { $count } browsers
}

admin-all-users = All users
admin-account = Account
admin-mfa = Two-step verification
admin-mfa-since = On since { $when }
admin-mfa-none = Off
admin-passkeys = Passkeys
admin-identities = Connected accounts
admin-sessions = Sessions
admin-failed-sign-ins = Failed sign-ins in a row
admin-locked-until = Locked until { $when }
admin-no-teams = Belongs to no team.
admin-out-of-reach = You can only look at this account
admin-out-of-reach-text = It is your own, or its owner may do more than you.

admin-act-impersonate = Act as this person
admin-act-impersonate-text = See { -brand } as they do, for an hour at most. They see it among their sessions, and everything you do is recorded in both names.
admin-act-end-sessions = End sessions
admin-act-end-sessions-text = Signs the person out everywhere, at once.
admin-act-end-sessions-done = All sessions were ended
admin-act-reset-mfa = Reset two-step verification
admin-act-reset-mfa-text = For somebody who has lost their authenticator app and recovery codes. Make sure that it is them. They are told by email.
admin-act-reset-mfa-done = Two-step verification was reset
admin-act-deactivate = Deactivate
admin-act-deactivate-text = Keeps everybody out of the account and signs it out everywhere. Nothing is deleted. The person is told by email.
admin-act-deactivate-done = The account was deactivated
admin-act-activate = Activate
admin-act-activate-text = Lets the person in again, and keeps the account if it was to be deleted.
admin-act-activate-done = The account was activated

admin-roles = Staff roles
admin-roles-lead = What staff may do in the product as a whole.
admin-user-roles-text = What this person may do in the product as a whole.
admin-no-roles = Has no role in the product.
admin-role-give = Give role
admin-role-given = The role was given
admin-role-take = Take
admin-role-take-named = Take role: { $name }
admin-role-taken = The role was taken
admin-role-create = New role
admin-role-edit = Edit role
admin-role-edit-named = Edit role: { $name }
admin-role-edit-text = A role can allow what you may do yourself. Changes act at once for everybody who has it.
admin-role-permissions = Allows to
admin-role-remove-named = Delete role: { $name }
admin-role-remove-title = Delete “{ $name }”?
admin-role-remove-text = It can be deleted once nobody has it.

impersonation-title = You are acting as somebody else
impersonation-text = { $by } is acting as { $name } until { $until }.
impersonation-end = Return to your account
