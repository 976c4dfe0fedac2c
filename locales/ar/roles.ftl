### Roles that come with the product.

role-name-owner = مالك
role-name-admin = مشرف
role-name-member = عضو
role-name-viewer = مشاهد
role-name-billing = الفوترة
role-name-support = الدعم
role-name-operator = التشغيل
role-name-auditor = التدقيق
role-name-superuser = { users-superuser }
