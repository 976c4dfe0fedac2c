### The frame of signed-in pages.

app-header-nav = Site
app-sidebar = Sidebar
app-notifications = Notifications
app-api-docs = API reference

app-error-title = That did not work
app-error-text = This page could not be shown. Reload it to try again.

app-missing-title = There is no page here
app-missing-text = The address may be mistyped, or you may not have access to it.
app-missing-action = Go to the dashboard
