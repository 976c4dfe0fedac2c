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
audit-action-users-deactivate = عطّل حسابًا
audit-action-users-activate = أعاد تفعيل حساب
audit-action-users-verify = أكّد عنوان بريد أحد المستخدمين
audit-action-users-reset-mfa = أعاد ضبط التحقق بخطوتين لأحد المستخدمين
audit-action-users-end-sessions = أنهى جلسات أحد المستخدمين
audit-action-users-impersonate = بدأ التصرف باسم مستخدم آخر
audit-action-users-end-impersonation = توقف عن التصرف باسم مستخدم آخر
audit-action-jobs-requeue = أعاد مهمة فاشلة إلى الطابور
audit-action-jobs-requeue-all = أعاد كل المهام الفاشلة من نوع واحد إلى الطابور
