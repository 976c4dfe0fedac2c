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
audit-action-projects-create = Created a project
audit-action-projects-update = Changed a project
audit-action-projects-archive = Archived a project
audit-action-projects-restore = Restored a project
audit-action-projects-delete = Deleted a project
audit-action-projects-share = Shared a project
audit-action-projects-unshare = Stopped sharing a project
audit-action-projects-export = Exported the list of projects
audit-action-users-give-role = Gave a user a role
audit-action-users-take-role = Took a role from a user
