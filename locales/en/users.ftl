users-lead = Everyone with an account.
users-search = Search by name or email
users-filter = Status
users-filter-all = All
users-filter-active = Active
users-filter-inactive = Deactivated

users-name = Name
users-email = Email
users-status = Status
users-role = Role
users-joined = Joined
users-active = Active
users-inactive = Deactivated
users-superuser = Superuser
users-member = Member

users-pages = Pages of users
users-shown = { $count ->
    [one] { $count } user on this page
   *[other] { $count } users on this page
}

users-empty-title = No users found
users-empty-text = Accounts appear here as people sign up.
users-empty-narrowed = No one matches this search and filter.
users-show-all = Show all users
