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
audit-action-users-deactivate = Deactivated an account
audit-action-users-activate = Reactivated an account
audit-action-users-verify = Confirmed somebody’s address
audit-action-users-reset-mfa = Reset somebody’s two-step verification
audit-action-users-end-sessions = Ended somebody’s sessions
audit-action-users-impersonate = Began to act as somebody else
audit-action-users-end-impersonation = Stopped acting as somebody else
audit-action-jobs-requeue = Queued a failed job again
audit-action-jobs-requeue-all = Queued all failed jobs of a kind again
