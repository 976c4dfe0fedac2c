### Notifications, and announcements to everybody.

notifications-title = Notifications
notifications-lead = What happened while you were away, and what is happening now.
notifications-bell = Notifications
notifications-bell-unread = { $count ->
    [one] Notifications, { $count } unread
   *[other] Notifications, { $count } unread
}
notifications-all = All
notifications-unread = Unread
notifications-filter = Which notifications to show
notifications-read = Mark as read
notifications-read-all = Mark all as read
notifications-all-read = All notifications are read.
notifications-new = New
notifications-empty-title = Nothing here yet
notifications-empty-text = When something happens in your teams or with your account, it shows up here.
notifications-caught-up-title = You’re all caught up
notifications-caught-up-text = There is nothing you haven’t read.
notifications-pages = Pages of notifications
notifications-settings = Choose what you’re told

notifications-somebody = Somebody
notifications-a-team = a team
notifications-a-role = another role
notifications-a-project = a project
notifications-invited = { $actor } invited you to join { $team }
notifications-role = { $actor } changed your role in { $team } to { $role }
notifications-removed = { $actor } removed you from { $team }
notifications-joined = { $actor } joined { $team }
notifications-left = { $actor } left { $team }
notifications-turned-down = { $email } declined your invitation to { $team }
notifications-offered = { $actor } wants to hand { $team } over to you
notifications-withdrawn = { $actor } no longer wants to hand { $team } over to you
notifications-accepted = { $actor } took { $team } over from you
notifications-declined = { $actor } didn’t take { $team } over
notifications-deleting = { $actor } asked to delete { $team }. It will be deleted on { $day }
notifications-kept = { $actor } kept { $team }: it won’t be deleted
notifications-mfa = Two-step verification is required in { $team } from { $day }. Set it up by then to go on working there
notifications-shared = { $level ->
    [editor] { $actor } shared { $project } in { $team } with you. You can edit it
   *[viewer] { $actor } shared { $project } in { $team } with you. You can view it
}
notifications-export = Your data export is ready to download
notifications-impersonated = Support signed in to your account to help you
notifications-kind-invited = Invitations to teams
notifications-kind-role = Changes of your role
notifications-kind-removed = Removal from a team
notifications-kind-joined = New members of teams you look after
notifications-kind-left = Members who leave teams you look after
notifications-kind-turned-down = Your invitations that are declined
notifications-kind-offered = Teams offered to you
notifications-kind-withdrawn = An offer of a team is withdrawn
notifications-kind-accepted = Your offer of a team is accepted
notifications-kind-declined = Your offer of a team is declined
notifications-kind-deleting = A team is about to be deleted
notifications-kind-kept = A team that was to be deleted stays
notifications-kind-mfa = A team requires two-step verification
notifications-kind-shared = Projects shared with you
notifications-kind-export = Data exports
notifications-kind-impersonated = Support in your account
notifications-kind-other = Something happened

notifications-preferences-title = Notifications
notifications-preferences-lead = What you’re told, and how.
notifications-preferences-text = What you don’t read within a few hours comes by email, once a day at most.
notifications-preferences-kind = Tell me about
notifications-preferences-what = What happens
notifications-preferences-in-app = In the app
notifications-preferences-mail = Email
notifications-preferences-in-app-of = { $kind }: in the app
notifications-preferences-mail-of = { $kind }: email

announcements-region = Announcements
announcements-dismiss = Dismiss “{ $title }”
announcements-title = Announcements
announcements-lead = What everybody who signs in is told, in a banner above each page.
announcements-create = New announcement
announcements-edit = Edit announcement
announcements-edit-named = Edit “{ $title }”
announcements-end = End now
announcements-end-named = End “{ $title }” now
announcements-level = Level
announcements-level-info = Information
announcements-level-warning = Warning
announcements-title-en = Title in English
announcements-text-en = Text in English
announcements-text-hint = At most { NUMBER($max) } characters, on one line or several.
announcements-title-ar = Title in Arabic
announcements-text-ar = Text in Arabic
announcements-ar-hint = Without it, the English text is shown.
announcements-hours = Shown for
announcements-hours-open = Until it is ended
announcements-hours-day = One day
announcements-hours-week = One week
announcements-hours-month = 30 days
announcements-publish = Announce
announcements-published = Announced
announcements-saved = The announcement was changed
announcements-ended = The announcement was ended
announcements-state-current = Current
announcements-state-planned = Planned
announcements-state-over = Over
announcements-from = From { $when }
announcements-until = until { $when }
announcements-empty-title = No announcements yet
announcements-empty-text = Tell everybody about maintenance or what is new.
announcements-pages = Pages of announcements
