### What audit logs tell.

audit-action-teams-create = أنشأ الفريق
audit-action-teams-update = غيّر الفريق
audit-action-teams-delete = طلب حذف الفريق
audit-action-teams-restore = أبقى على الفريق
audit-action-teams-purge = حذف الفريق
audit-action-teams-transfer = عرض الفريق على عضو آخر
audit-action-teams-cancel-transfer = سحب عرض الفريق
audit-action-teams-accept-transfer = تسلّم الفريق
audit-action-teams-decline-transfer = رفض تسلّم الفريق
audit-action-members-update = غيّر دور عضو
audit-action-members-remove = أزال عضوًا
audit-action-members-leave = غادر الفريق
audit-action-roles-create = أنشأ دورًا
audit-action-roles-update = غيّر دورًا
audit-action-roles-remove = حذف دورًا
audit-action-users-give-role = منح مستخدمًا دورًا
audit-action-users-take-role = سحب دورًا من مستخدم
audit-action-invitations-create = دعا شخصًا
audit-action-invitations-resend = أعاد إرسال دعوة
audit-action-invitations-revoke = ألغى دعوة
audit-action-invitations-accept = قبل دعوة
audit-action-invitations-decline = رفض دعوة
audit-action-invitations-withdraw = أنهى دعوة لم يعد مرسلها يملك منح دورها
audit-action-announcements-create = أعلن شيئًا
audit-action-announcements-update = غيّر إعلانًا
audit-action-announcements-remove = أزال إعلانًا
