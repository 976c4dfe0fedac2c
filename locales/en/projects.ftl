### The projects of a team.

projects-title = Projects
projects-lead = What the team works on.
projects-back = All projects
projects-create = New project
projects-create-action = Create project
projects-created = Project created
projects-export = Export CSV
projects-search = Search by name

projects-status = Status
projects-status-planned = Planned
projects-status-active = Active
projects-status-paused = Paused
projects-status-done = Done
projects-filter-all = All
projects-shelf = Archive
projects-shelf-current = Current
projects-shelf-archived = Archived

projects-name = Name
projects-name-hint = It must be unique in the team, also among archived projects.
projects-description = Description
projects-description-none = Nothing is written about this project yet.
projects-owner = Owner
projects-owner-none = Nobody
projects-owner-any = Any owner
projects-created-at = Created
projects-updated-at = Changed
projects-facts = Details

projects-pages = Pages of projects
projects-shown = { $count ->
    [one] { $count } project on this page
   *[other] { $count } projects on this page
}
projects-empty-title = No projects yet
projects-empty-text = Create the first one and say what the team is working on.
projects-empty-guest = Projects appear here as they are created or shared with you.
projects-empty-narrowed-title = No projects found
projects-empty-narrowed = No project matches this search and these filters.
projects-empty-archive-title = Nothing is archived
projects-empty-archive = Archived projects are kept here, out of the way of the others.
projects-show-all = Show all projects

projects-edit-title = Edit project
projects-conflict-title = Somebody else has changed this project
projects-conflict-text = Your changes are not saved. Load what is there now, then make them again.
projects-conflict-action = Load the current version

projects-archive = Archive
projects-archive-title = Archive “{ $name }”?
projects-archive-text = It leaves the list and can’t be changed until it is restored. Its name stays taken.
projects-archived = Project archived
projects-archived-on = Archived on { $day }.
projects-archived-text = Restore it to change it.
projects-restore = Restore
projects-restore-title = Restore “{ $name }”?
projects-restore-text = It comes back to the list and can be changed again.
projects-restored = Project restored
projects-delete-title = Delete “{ $name }”?
projects-delete-text = The project is gone for good, for everybody in the team. To put it out of the way only, archive it.
projects-deleted = Project deleted

projects-share = Share
projects-share-title = Share “{ $name }”
projects-share-text = Let others see or edit this project, whatever their role shows them. Nobody loses what their role allows.
projects-share-with = Shared with
projects-share-none = It is shared with nobody beyond those whose role shows it.
projects-share-role = Everyone with the role { $role }
projects-unshare = Stop sharing with { $name }
projects-level = Access
projects-level-of = Access of { $name }
projects-level-viewer = Can view
projects-level-editor = Can edit
projects-level-viewer-text = “Can view”: sees the project.
projects-level-editor-text = “Can edit”: sees, changes and archives it.
