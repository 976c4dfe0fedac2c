### Roles that come with the product.

role-name-owner = Owner
role-name-admin = Admin
role-name-member = Member
role-name-viewer = Viewer
role-name-billing = Billing
role-name-support = Support
role-name-operator = Operator
role-name-auditor = Auditor
role-name-superuser = { users-superuser }
