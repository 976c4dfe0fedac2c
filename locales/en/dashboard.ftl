dashboard-greeting = Welcome, { $name }
dashboard-lead = Your account at a glance.

dashboard-role-superuser = Superuser

dashboard-email = Email address
dashboard-email-confirmed = Confirmed
dashboard-member-since = Member since
dashboard-last-change = Profile updated { $when }
dashboard-region = Language and time zone

dashboard-setup = Set up your account
dashboard-setup-complete = You’re all set.
dashboard-setup-progress = { NUMBER($done) } of { NUMBER($total) } steps done
dashboard-step-done = Done
dashboard-step-account = Create your account
dashboard-step-email = Confirm your email address
dashboard-step-preferences = Choose your language and time zone

dashboard-teams = Your teams
dashboard-first-team = Create your first team

dashboard-links = Quick links
dashboard-link-profile = Name, language, theme, time zone
dashboard-link-security = Change your password
dashboard-link-users = Search and browse all accounts
dashboard-link-api = Everything you see here, over HTTP

dashboard-newest-users = Newest users
dashboard-all-users = All users
