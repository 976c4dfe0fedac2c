### The frame of signed-in pages.

app-header-nav = Site
app-sidebar = Sidebar
app-notifications = Notifications
app-api-docs = API reference

app-error-title = Something went wrong
app-error-text = We couldn’t load this page. Reload it to try again.

app-missing-title = Page not found
app-missing-text = The link may be wrong, or you may not have access to this page.
app-missing-action = Go to dashboard
