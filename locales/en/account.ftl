### The page of the account as a whole, and the pages behind the links of its mails.

account-title = Account
account-lead = Your address, your data, and the end of your account.

account-email = Email address
account-email-text = You sign in with { $email }. To change it, confirm the change in both mailboxes: the old one and the new one.
account-email-new = New email address
account-email-change = Change address
account-email-sent-title = Check both mailboxes
account-email-sent = We sent a link to your old and to your new address. Your address changes once you have followed both.

account-export = Your data
account-export-text = Get a copy of what is kept of you, as a JSON file. We’ll email you when it’s ready.
account-export-ask = Export my data
account-export-pending = Being prepared…
account-export-ready = Ready to download, { NUMBER($kilobytes) } KB
account-export-made = Requested { $when }
account-export-until = Kept until { $when }
account-export-download = Download
account-export-download-named = Download the export of { $when }
account-export-asked = Your export is being prepared.

account-deactivate = Deactivate account
account-deactivate-text = You are signed out everywhere, and nobody can sign in. Nothing is deleted. Only support can bring the account back.
account-deactivate-action = Deactivate
account-deactivate-title = Deactivate your account?

account-delete = Delete account
account-delete-text = Your account and everything in it is deleted after 14 days. Until then you can keep it with a link we email you.
account-delete-action = Delete account
account-delete-title = Delete your account?
account-delete-confirm = Type { $email } to confirm
account-delete-mismatch = This isn’t your email address.

account-confirm-title = Change your email address
account-confirm-lead = Confirm that you want to change the email address of your account.
account-confirm-submit = Confirm the change
account-confirm-waiting-title = One mailbox to go
account-confirm-waiting-lead = Now follow the link in the email to your other address. Your address changes after that.
account-confirm-changed-title = Your email address is changed
account-confirm-changed-lead = From now on, sign in with your new address.

account-undo-title = Undo the change of address
account-undo-lead = Your account gets this address back, and everyone is signed out of it.
account-undo-submit = Undo the change
account-undo-done-title = Your address is restored
account-undo-done-lead = Everyone is signed out. Choose a new password now, in case someone else knows yours.
account-undo-reset = Choose a new password

account-keep-title = Keep your account
account-keep-lead = Your account won’t be deleted, and you can sign in again.
account-keep-submit = Keep my account
account-keep-done-title = Your account stays
account-keep-done-lead = It is no longer going to be deleted.

account-link-failed-title = This link no longer works
account-link-failed-lead = It has been used, or has expired.
