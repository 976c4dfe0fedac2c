### Teams: their pages, and the part of the frame that is about them.

teams-title = Teams
teams-lead = The teams you belong to.
teams-all = All teams
teams-cut = The { NUMBER($count) } teams you joined last are shown.
teams-empty-title = No teams yet
teams-empty-text = Create a team to invite people and work together.
teams-switch = Switch team

teams-create = Create a team
teams-create-text = You’ll own it, and can invite people right away.
teams-name = Team name
teams-slug = Address
teams-slug-hint = Lowercase letters, digits and hyphens. Leave it empty to use the name.
teams-slug-change-hint = Lowercase letters, digits and hyphens. Links to the old address stop working.
teams-address = Address: { $path }
teams-address-of-name = Address: { $path }, with a few letters more if that’s taken

teams-nav-overview = Overview
teams-nav-projects = Projects
teams-nav-members = Members
teams-nav-roles = Roles
teams-nav-audit = Audit log
teams-nav-settings = Team settings

teams-barred-title = You don’t have access to this page
teams-barred-text = Your role in this team doesn’t include it. An owner can give you another role.
teams-gone-title = You’re no longer in { $name }
teams-gone-text = You were removed from the team, or it was deleted or got another address. Your other teams are still there.
teams-mfa-title = This team asks for two-step verification
teams-mfa-text = Set it up for your account to go on working here.
teams-mfa-action = Set up two-step verification
teams-grace-title = This team asks for two-step verification from { $day }
teams-grace-text = You don’t use it yet. Set it up by then to go on working here.
teams-paused-title = Not available now
teams-paused-text = This team is about to be deleted. Only its overview and settings can be seen until an owner keeps it.

teams-ending-title = This team will be deleted on { $day }
teams-ending-text = Nothing can be changed until then. An owner can keep the team.
teams-keep = Keep the team
teams-keep-title = Keep { $name }?
teams-keep-text = Everything stays as it was, and everyone can go on working.
teams-kept = The team stays

teams-overview-lead = Your team at a glance.
teams-pending = Pending invitations
teams-more-than = { $shown }+
teams-since = Created
teams-mfa = Two-step verification
teams-mfa-free = Optional
teams-mfa-from = Required from { $day }
teams-next = What’s next
teams-step-invite = Invite people
teams-step-invite-text = By email, one or many at once
teams-step-projects = Projects
teams-step-projects-text = What the team works on
teams-step-roles = Decide who may do what
teams-step-roles-text = Make roles of your own
teams-step-mfa = Make the team safer
teams-step-mfa-text = Require two-step verification
teams-step-audit-text = Who changed what, and when
teams-all-members = All members
teams-you = You

teams-offer-title = You’re offered this team
teams-offer-text = Take it over to become its owner. The owner who offers it becomes an admin.
teams-offer-kept-out = Set up two-step verification first. Then you can take it over, or decline.
teams-accept = Take over
teams-accept-title = Take this team over?
teams-accept-text = You become its owner, with everything that belongs to it.
teams-accepted = You own the team now
teams-decline = Decline
teams-decline-title = Decline this offer?
teams-decline-text = The team stays with its owner.
teams-declined = Offer declined

teams-members-lead = Who belongs to this team, and as what.
teams-members-all = Show all members
teams-members-pages = Pages of members
teams-members-shown = { $count ->
    [one] { $count } member on this page
   *[other] { $count } members on this page
}
teams-roles-all = All roles
teams-joined = Joined { $day }
teams-has-mfa = Two-step verification on
teams-has-no-mfa = No two-step verification
teams-change-role = Change role
teams-change-role-of = Change role of { $name }
teams-change-role-text = It takes effect at once. You can give roles that allow no more than yours.
teams-remove = Remove
teams-remove-named = Remove { $name }
teams-remove-title = Remove { $name } from { $team }?
teams-remove-text = They lose access at once. What they made stays with the team.
teams-removed = Member removed

teams-invite = Invite people
teams-invite-text = Each gets an email with a link that works for seven days.
teams-invite-emails = Email addresses
teams-invite-emails-hint = One or many, separated by commas, spaces or new lines.
teams-invite-wrong = Not an email address: { $list }
teams-invite-send = Send invitations
teams-invited = { $count ->
    [0] Nobody new to invite
    [one] { $count } invitation is on its way
   *[other] { $count } invitations are on their way
}
teams-invited-one = invited
teams-invited-member = is a member already
teams-pending-text = They haven’t been answered yet.
teams-pending-none = No invitations are waiting for an answer.
teams-pending-cut = The first { NUMBER($count) } invitations are shown.
teams-invited-by = Invited by { $name }
teams-expires = Expires { $day }
teams-resend = Resend
teams-resend-to = Resend the invitation to { $email }
teams-resent = The invitation was sent again
teams-revoke = Revoke
teams-revoke-named = Revoke the invitation of { $email }
teams-revoke-title = Revoke the invitation of { $email }?
teams-revoke-text = The link in the email stops working.
teams-revoked = Invitation revoked

teams-roles-lead = What members may do. Changes take effect at once.
teams-role-create = Create a role
teams-role-edit-named = Edit { $name }
teams-role-edit-text = You can allow what you may do yourself. Whoever may invite people, change or remove members, or make roles also sees which roles there are.
teams-role-name = Role name
teams-role-empty = Choose at least one permission.
teams-role-conflict = Somebody changed this role meanwhile. Open it again to see how it is now.
teams-role-built-in = Built-in
teams-role-yours = Your role
teams-role-everything = Everything
teams-role-grants = { $count ->
    [one] { $count } permission
   *[other] { $count } permissions
}
teams-role-holders = { $count ->
    [0] Nobody has it
    [one] { $count } person has it
   *[other] { $count } people have it
}
teams-role-remove-title = Remove the role { $name }?
teams-role-remove-text = Nobody may have it or be invited with it.
teams-role-removed = Role removed
teams-group-team = Team
teams-group-invitations = Invitations

teams-settings-lead = Name, safety and ownership of this team.
teams-settings-name = Name and address
teams-settings-conflict = Somebody changed the team meanwhile. Reload the page to see how it is now.
teams-mfa-free-text = Members decide themselves whether they use it.
teams-mfa-missing = Members without it
teams-mfa-complete = Everyone uses two-step verification.
teams-mfa-cut = There are more than these.
teams-mfa-grace = Time to set it up
teams-mfa-at-once = None, it’s required at once
teams-mfa-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
teams-mfa-require = Require it of all members
teams-mfa-require-title = Require two-step verification of all members?
teams-mfa-require-now = Whoever doesn’t use it is kept out of the team at once, including you if you don’t.
teams-mfa-require-later = { $count ->
    [one] Whoever doesn’t use it in { $count } day is kept out of the team from then on, including you if you don’t.
   *[other] Whoever doesn’t use it in { $count } days is kept out of the team from then on, including you if you don’t.
}
teams-mfa-require-action = Require it
teams-mfa-release = Stop requiring it
teams-mfa-release-title = Stop requiring two-step verification?
teams-mfa-release-text = Members without it can work in the team again.

teams-transfer = Hand over
teams-transfer-text = Another member becomes the owner once they accept. You become an admin.
teams-transfer-nobody = There is nobody to hand the team over to. Invite somebody first.
teams-transfer-member = New owner
teams-transfer-action = Hand over the team
teams-transfer-title = Hand the team over to { $name }?
teams-transfer-question = They have seven days to accept. Until then you stay the owner.
teams-transfer-begun = The team is offered
teams-transfer-somebody = a member of the team
teams-transfer-pending = Offered to { $name }, who hasn’t answered yet.
teams-transfer-cancel = Take the offer back
teams-transfer-cancel-title = Take the offer back?
teams-transfer-cancel-text = You stay the owner.
teams-transfer-cancelled = You keep the team
teams-leave = Leave the team
teams-leave-title = Leave { $name }?
teams-leave-text = You lose access at once. To come back, you need an invitation.
teams-leave-owner = A team keeps at least one owner: hand it over, or make sure that there is another owner, before you leave. You then lose access at once.
teams-leave-only-owner = You’re the only owner, and a team keeps at least one. To leave, hand it over or delete it.
teams-delete = Delete the team
teams-delete-title = Delete { $name }?
teams-delete-text = The team and everything in it is deleted in two weeks. Until then an owner can keep it.
teams-delete-done = The team will be deleted

teams-picker-clear = Clear the choice
teams-picker-searching = Searching…
teams-picker-nobody = Nobody found
teams-picker-more = Type to find others
teams-member-unknown = Unknown member

teams-audit-lead = Who changed what in this team.
teams-audit-csv = CSV
teams-audit-json = JSON
teams-audit-what = What was changed
teams-audit-who = Who changed it
teams-audit-all = All changes
teams-audit-everybody = Everybody
teams-audit-pages = Pages of the audit log
teams-audit-empty = No changes found
teams-audit-empty-text = What members change shows up here.
teams-audit-show-all = Show all changes
teams-audit-becomes = becomes
teams-audit-system = The system
teams-audit-stranger = Somebody without an account
teams-audit-impersonated = by support, in their name
teams-audit-via-key = by API key
teams-audit-via-job = automatically
teams-audit-via-command = on the command line
teams-audit-via-link = by a link in an email
