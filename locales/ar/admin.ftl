### The area of staff.

admin-title = الإدارة
admin-group-people = الأشخاص
admin-group-operations = التشغيل
admin-actions = الإجراءات
admin-pages = صفحات القائمة
admin-what = ما حدث
admin-who = الفاعل
admin-whom = الحساب
admin-when = الوقت
admin-from = المصدر
admin-kind = النوع
admin-all-kinds = كل الأنواع
admin-all-actions = كل التغييرات
admin-facts = التفاصيل
admin-cause = السبب
admin-attempts = المحاولات
admin-created = تاريخ الإنشاء
admin-joined = تاريخ الانضمام
admin-only-of = يُعرض ما يخص { $name } فقط
admin-only-one = يُعرض ما يخص حسابًا واحدًا فقط
admin-show-all = عرض الكل
admin-narrowed-text = لا شيء يطابق هذه التصفية. اختر غيرها.
admin-refresh = تحديث
admin-reason = السبب
admin-reason-hint = يُحفظ في سجل التدقيق، مثل رقم التذكرة.

admin-registrations = طلبات التسجيل
admin-registrations-lead = أشخاص لم يؤكدوا عناوينهم بعد.
admin-registrations-search = ابحث بالبريد الإلكتروني
admin-registrations-empty = لا توجد طلبات تسجيل معلّقة
admin-registrations-empty-text = يظهر هنا من سجّلوا إلى أن يفتحوا الرابط في بريدهم.
admin-registrations-verify = تأكيد
admin-registrations-verify-title = تأكيد هذا العنوان؟
admin-registrations-verify-text = يُنشأ حساب للعنوان { $email } بكلمة المرور التي اختيرت عند التسجيل. لا تفعل ذلك إلا إذا علمت أن العنوان يخص هذا الشخص.
admin-registrations-verified = أُنشئ الحساب
admin-signed-up = تاريخ التسجيل

admin-teams = الفرق
admin-teams-lead = كل الفرق ومالكوها وعدد أعضائها.
admin-teams-search = ابحث بالاسم أو العنوان
admin-teams-empty = لم يُعثر على فرق
admin-teams-empty-text = تظهر الفرق هنا عند إنشائها.
admin-all-teams = كل الفرق
admin-owner = المالك
admin-members = الأعضاء
admin-deleting = قيد الحذف
admin-deleting-text = سيُحذف هذا الحساب في { $when }. تفعيله يُبقيه.

admin-invitations = الدعوات
admin-invitations-lead = الدعوات إلى كل الفرق التي لم يُجب عنها أحد بعد.
admin-invitations-search = ابحث بالبريد الإلكتروني
admin-invitations-all = المعلّقة والمنتهية
admin-invitations-pending = معلّقة
admin-invitations-expired = منتهية الصلاحية
admin-invitations-empty = لم يُعثر على دعوات
admin-invitations-empty-text = تبقى الدعوات هنا إلى أن يُجاب عنها، أو شهرًا بعد انتهاء صلاحيتها.
admin-invitations-team = الفريق والدور
admin-invitations-by = الداعي
admin-invitations-until = تنتهي في
admin-invitations-revoke-text = يتوقف الرابط في الرسالة عن العمل، ويُذكر في سجل تدقيق الفريق أنك من ألغى الدعوة.

admin-events = الأحداث الأمنية
admin-events-lead = ما حدث لحسابات المستخدمين.
admin-events-empty = لم يُعثر على أحداث
admin-events-of = الأحداث الأمنية لهذا الحساب
admin-audit = سجل تدقيق المنتج
admin-audit-lead = من غيّر ماذا في المنتج بأكمله.
admin-audit-empty = لم يُعثر على تغييرات
admin-audit-of = تغييرات هذا الحساب
admin-nobody = المنتج
admin-impersonated = باسم شخص آخر

admin-mails = الرسائل
admin-mails-lead = الرسائل التي أُرسلت. لا يُحفظ محتواها.
admin-mails-empty = لم يُعثر على رسائل
admin-mails-all = المرسلة والفاشلة
admin-mails-sent = أُرسلت
admin-mails-failed = فشلت
admin-recipient = المستلم

mail-kind-verify-email = تأكيد التسجيل
mail-kind-already-registered = تسجيل بعنوان له حساب
mail-kind-register-again = طلب إعادة التسجيل
mail-kind-reset-password = رابط اختيار كلمة مرور جديدة
mail-kind-reset-unconfirmed = كلمة مرور جديدة لعنوان غير مؤكد
mail-kind-password-changed = تغيير كلمة المرور
mail-kind-new-device = تسجيل دخول من جهاز جديد
mail-kind-totp-enabled = تفعيل التحقق بخطوتين
mail-kind-totp-removed = إيقاف التحقق بخطوتين
mail-kind-recovery-code-used = استخدام رمز استرداد
mail-kind-identity-linked = ربط حساب خارجي
mail-kind-identity-unlinked = فصل حساب خارجي
mail-kind-passkey-added = إضافة مفتاح مرور
mail-kind-passkey-removed = إزالة مفتاح مرور
mail-kind-passkey-copied = حظر مفتاح مرور منسوخ
mail-kind-session-theft = إنهاء جلسة بعد سرقتها
mail-kind-unlock-account = رابط فتح حساب مقفل
mail-kind-confirm-email-old = تغيير العنوان، إلى العنوان القديم
mail-kind-confirm-email-new = تغيير العنوان، إلى العنوان الجديد
mail-kind-email-wanted = عنوان يريده حساب آخر
mail-kind-email-changed = تغيّر العنوان
mail-kind-email-restored = استعادة العنوان
mail-kind-account-deactivated = تعطيل الحساب من صاحبه
mail-kind-deactivated-by-staff = تعطيل الحساب من الدعم
mail-kind-mfa-reset-by-staff = إعادة ضبط التحقق بخطوتين من الدعم
mail-kind-account-deleting = حساب قيد الحذف
mail-kind-account-deleted = حذف الحساب
mail-kind-invitation = دعوة إلى فريق
mail-kind-unread-notifications = إشعارات غير مقروءة
mail-kind-export-ready = تصدير البيانات جاهز

admin-jobs = المهام
admin-jobs-lead = ما يُنجز في الخلفية.
admin-jobs-kinds = الطوابير
admin-jobs-idle = لا شيء للإنجاز.
admin-jobs-queued = في الانتظار
admin-jobs-running = قيد التنفيذ
admin-jobs-dead-count = الفاشلة
admin-jobs-dead = المهام الفاشلة
admin-jobs-none-dead = لا توجد مهام فاشلة
admin-jobs-none-dead-text = تُحفظ هنا المهام التي فشلت نهائيًا مع سبب فشلها.
admin-jobs-requeue = إعادة التنفيذ
admin-jobs-requeue-all = إعادة تنفيذ الكل
admin-jobs-requeue-named = إعادة التنفيذ: { $kind }
admin-jobs-requeue-all-named = إعادة تنفيذ الكل: { $kind }
admin-jobs-requeued = { $count ->
    [zero] لم تُعد أي مهمة إلى الطابور
    [one] أُعيدت مهمة واحدة إلى الطابور
    [two] أُعيدت مهمتان إلى الطابور
    [few] أُعيدت { $count } مهام إلى الطابور
    [many] أُعيدت { $count } مهمة إلى الطابور
   *[other] أُعيدت { $count } مهمة إلى الطابور
}
admin-jobs-schedules = الجداول الزمنية
admin-jobs-schedules-text = ما تضيفه الساعة إلى الطابور.
admin-jobs-next = التشغيل التالي

job-name-mails-send = إرسال رسالة
job-name-auth-resend-verification = إعادة إرسال تأكيد
job-name-auth-send-reset-link = إرسال رابط كلمة مرور جديدة
job-name-account-make-export = إعداد تصدير بيانات
job-name-notifications-digest = إرسال ما لم يُقرأ بالبريد
job-name-notifications-tell-team = إبلاغ أعضاء فريق
job-name-teams-remind-mfa = التذكير بالتحقق بخطوتين
job-name-purges-run = حذف ما انتهت مدته
job-name-lockouts-announce = إبلاغ صاحب حساب مقفل
job-name-lockouts-record-failure = تسجيل محاولة دخول فاشلة

schedule-name-notifications = الرسائل اليومية بما لم يُقرأ
schedule-name-mfa-reminders = التذكير اليومي بالتحقق بخطوتين
schedule-name-purges = الحذف كل ساعة لما انتهت مدته

admin-system = النظام
admin-system-lead = حالة { -brand } كما تراها العملية التي تجيب.
admin-version = الإصدار
admin-since = منذ
admin-uptime = { $hours ->
    [zero] (أقل من ساعة)
    [one] (ساعة واحدة)
    [two] (ساعتان)
    [few] ({ $hours } ساعات)
    [many] ({ $hours } ساعة)
   *[other] ({ $hours } ساعة)
}
admin-database = قاعدة البيانات
admin-mebibytes = { NUMBER($size) } ميبيبايت
admin-wall-open = لا تفصل بين الفرق
admin-redis-used = قيد الاستخدام
admin-redis-none = غير مُعدّ
admin-works = يعمل
admin-fails = لا يمكن الوصول إليه
admin-queue-lag = تأخر الطابور
admin-queue-note = في الانتظار: { NUMBER($queued) }، الفاشلة: { NUMBER($dead) }
admin-seconds = { NUMBER($seconds) } ث
admin-sessions-note = { $count ->
    [zero] لا أحد مسجّل الدخول
    [one] تسجيل دخول في متصفح واحد
    [two] تسجيل دخول في متصفحين
    [few] تسجيل دخول في { $count } متصفحات
    [many] تسجيل دخول في { $count } متصفحًا
   *[other] تسجيل دخول في { $count } متصفح
}

admin-all-users = كل المستخدمين
admin-account = الحساب
admin-mfa = التحقق بخطوتين
admin-mfa-since = مفعّل منذ { $when }
admin-mfa-none = متوقف
admin-passkeys = مفاتيح المرور
admin-identities = الحسابات المرتبطة
admin-sessions = الجلسات
admin-failed-sign-ins = محاولات دخول فاشلة متتالية
admin-locked-until = مقفل حتى { $when }
admin-no-teams = لا ينتمي إلى أي فريق.
admin-out-of-reach = يمكنك الاطلاع على هذا الحساب فقط
admin-out-of-reach-text = هو حسابك أنت، أو صلاحيات صاحبه أوسع من صلاحياتك.

admin-act-impersonate = التصرف باسم هذا الشخص
admin-act-impersonate-text = شاهد { -brand } كما يراه، لمدة ساعة على الأكثر. يرى ذلك بين جلساته، ويُسجَّل كل ما تفعله بالاسمين.
admin-act-end-sessions = إنهاء الجلسات
admin-act-end-sessions-text = يسجّل خروج الشخص من كل مكان فورًا.
admin-act-end-sessions-done = أُنهيت كل الجلسات
admin-act-reset-mfa = إعادة ضبط التحقق بخطوتين
admin-act-reset-mfa-text = لمن فقد تطبيق المصادقة ورموز الاسترداد. تأكد من هويته. يُبلَّغ بالبريد.
admin-act-reset-mfa-done = أُعيد ضبط التحقق بخطوتين
admin-act-deactivate = تعطيل
admin-act-deactivate-text = يمنع الجميع من دخول الحساب ويسجّل خروجه من كل مكان. لا يُحذف شيء. يُبلَّغ الشخص بالبريد.
admin-act-deactivate-done = عُطّل الحساب
admin-act-activate = تفعيل
admin-act-activate-text = يسمح للشخص بالدخول مجددًا، ويُبقي الحساب إن كان قيد الحذف.
admin-act-activate-done = فُعّل الحساب

admin-roles = أدوار الطاقم
admin-roles-lead = ما يستطيع الطاقم فعله في المنتج بأكمله.
admin-user-roles-text = ما يستطيع هذا الشخص فعله في المنتج بأكمله.
admin-no-roles = ليس له دور في المنتج.
admin-role-give = منح الدور
admin-role-given = مُنح الدور
admin-role-take = سحب
admin-role-take-named = سحب الدور: { $name }
admin-role-taken = سُحب الدور
admin-role-create = دور جديد
admin-role-edit = تعديل الدور
admin-role-edit-named = تعديل الدور: { $name }
admin-role-edit-text = يستطيع الدور السماح بما تستطيع فعله أنت. تسري التغييرات فورًا على كل من له الدور.
admin-role-permissions = يسمح بما يلي
admin-role-remove-named = حذف الدور: { $name }
admin-role-remove-title = حذف «{ $name }»؟
admin-role-remove-text = يمكن حذفه متى لم يعد لأحد.

impersonation-title = أنت تتصرف باسم شخص آخر
impersonation-text = يتصرف { $by } باسم { $name } حتى { $until }.
impersonation-end = العودة إلى حسابك
