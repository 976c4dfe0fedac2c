-brand = Pilaster

brand-name = { -brand }

action-save = Save
action-saving = Saving…
action-cancel = Cancel
action-close = Close
action-confirm = Confirm
action-continue = Continue
action-back = Back
action-edit = Edit
action-delete = Delete
action-copy = Copy
action-copied = Copied
action-download = Download
action-print = Print
action-retry = Try again
action-reload = Reload the page
action-previous = Previous
action-next = Next
action-search = Search
action-clear = Clear
action-apply = Apply
action-dismiss = Dismiss
action-show = Show
action-hide = Hide
action-open-menu = Open menu
action-close-menu = Close menu

state-loading = Loading…
state-outdated-title = This link is out of date
state-outdated-text = It points to a page of the list that no longer exists.
state-saved = Changes saved
state-none = None
state-yes = Yes
state-no = No
state-optional = Optional
state-required = Required

nav-main = Main navigation
nav-skip = Skip to content
nav-home = Home
nav-dashboard = Dashboard
nav-settings = Settings
nav-account = Account
nav-profile = Profile
nav-security = Security
nav-users = Users
nav-sign-in = Sign in
nav-sign-up = Create account
nav-sign-out = Sign out
nav-account-menu = Account menu

theme-label = Theme
theme-light = Light
theme-dark = Dark
theme-system = System

language-label = Language

page-number = Page { NUMBER($page) }
results-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
