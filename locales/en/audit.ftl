### What audit logs tell.

audit-action-teams-create = Created the team
audit-action-teams-update = Changed the team
audit-action-teams-delete = Asked for the team to be deleted
audit-action-teams-restore = Kept the team
audit-action-teams-purge = Deleted the team
audit-action-teams-transfer = Offered the team to another member
audit-action-teams-cancel-transfer = Took the offer of the team back
audit-action-teams-accept-transfer = Took the team over
audit-action-teams-decline-transfer = Did not take the team over
audit-action-members-update = Changed a member’s role
audit-action-members-remove = Removed a member
audit-action-members-leave = Left the team
audit-action-roles-create = Made a role
audit-action-roles-update = Changed a role
audit-action-roles-remove = Removed a role
audit-action-users-give-role = Gave a user a role
audit-action-users-take-role = Took a role from a user
audit-action-invitations-create = Invited somebody
audit-action-invitations-resend = Sent an invitation again
audit-action-invitations-revoke = Revoked an invitation
audit-action-invitations-accept = Accepted an invitation
audit-action-invitations-decline = Declined an invitation
audit-action-invitations-withdraw = Ended an invitation whose sender could no longer give its role
audit-action-announcements-create = Announced something
audit-action-announcements-update = Changed an announcement
audit-action-announcements-remove = Removed an announcement
