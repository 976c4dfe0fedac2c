dashboard-greeting = Welcome, { $name }
dashboard-lead = Your account at a glance.

dashboard-role-superuser = Superuser
dashboard-role-member = Member

dashboard-email = Email address
dashboard-email-confirmed = Confirmed
dashboard-member-since = Member since
dashboard-last-change = Profile changed { $when }
dashboard-region = Language and time zone

dashboard-setup = Set up your account
dashboard-setup-complete = Everything is in place.
dashboard-setup-progress = { $done } of { NUMBER($total) } { $done ->
    [one] step is done.
   *[other] steps are done.
}
dashboard-step-done = Done
dashboard-step-email = Confirm your email address
dashboard-step-name = Tell us your name
dashboard-step-password = Set a password
dashboard-step-time-zone = Choose your time zone

dashboard-links = Quick links
dashboard-link-profile = Name, language, theme, time zone
dashboard-link-security = Change your password
dashboard-link-users = Search and review all accounts
dashboard-link-api = Everything here, by HTTP

dashboard-newest-users = Newest users
dashboard-all-users = All users
