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
audit-action-projects-create = أنشأ مشروعًا
audit-action-projects-update = غيّر مشروعًا
audit-action-projects-archive = أرشف مشروعًا
audit-action-projects-restore = استعاد مشروعًا
audit-action-projects-delete = حذف مشروعًا
audit-action-projects-share = شارك مشروعًا
audit-action-projects-unshare = أوقف مشاركة مشروع
audit-action-projects-export = صدّر قائمة المشاريع
audit-action-users-give-role = منح مستخدمًا دورًا
audit-action-users-take-role = سحب دورًا من مستخدم
