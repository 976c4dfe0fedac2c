### Teams: their pages, and the part of the frame that is about them.

teams-title = الفرق
teams-lead = الفرق التي تنتمي إليها.
teams-all = كل الفرق
teams-cut = تظهر آخر { NUMBER($count) } من الفرق التي انضممت إليها.
teams-empty-title = لا فرق بعد
teams-empty-text = أنشئ فريقًا لدعوة الآخرين والعمل معًا.
teams-switch = تبديل الفريق

teams-create = إنشاء فريق
teams-create-text = ستكون مالكه، ويمكنك دعوة الآخرين فورًا.
teams-name = اسم الفريق
teams-slug = العنوان
teams-slug-hint = أحرف لاتينية صغيرة وأرقام وشرطات. اتركه فارغًا ليُشتق من الاسم.
teams-slug-change-hint = أحرف لاتينية صغيرة وأرقام وشرطات. تتوقف روابط العنوان القديم عن العمل.
teams-address = العنوان: { $path }
teams-address-of-name = العنوان: { $path }، مع بضعة أحرف إضافية إن كان محجوزًا

teams-nav-overview = نظرة عامة
teams-nav-projects = المشاريع
teams-nav-members = الأعضاء
teams-nav-roles = الأدوار
teams-nav-audit = سجل التدقيق
teams-nav-settings = إعدادات الفريق

teams-barred-title = لا يمكنك الوصول إلى هذه الصفحة
teams-barred-text = دورك في هذا الفريق لا يشملها. يمكن للمالك أن يمنحك دورًا آخر.
teams-gone-title = لم تعد في { $name }
teams-gone-text = أُزلت من الفريق، أو حُذف الفريق أو تغيّر عنوانه. فرقك الأخرى باقية كما هي.
teams-mfa-title = يطلب هذا الفريق التحقق بخطوتين
teams-mfa-text = فعّله في حسابك لمتابعة العمل هنا.
teams-mfa-action = تفعيل التحقق بخطوتين
teams-grace-title = يطلب هذا الفريق التحقق بخطوتين ابتداءً من { $day }
teams-grace-text = لم تفعّله بعد. فعّله قبل ذلك لمتابعة العمل هنا.
teams-paused-title = غير متاح الآن
teams-paused-text = هذا الفريق على وشك الحذف. لا يظهر سوى النظرة العامة والإعدادات إلى أن يحتفظ به المالك.

teams-ending-title = سيُحذف هذا الفريق في { $day }
teams-ending-text = لا يمكن تغيير أي شيء حتى ذلك الحين. يمكن للمالك الاحتفاظ بالفريق.
teams-keep = الاحتفاظ بالفريق
teams-keep-title = الاحتفاظ بفريق { $name }؟
teams-keep-text = يبقى كل شيء كما كان، ويتابع الجميع العمل.
teams-kept = تم الاحتفاظ بالفريق

teams-overview-lead = فريقك في لمحة.
teams-pending = الدعوات المعلقة
teams-more-than = أكثر من { $shown }
teams-since = تاريخ الإنشاء
teams-mfa = التحقق بخطوتين
teams-mfa-free = اختياري
teams-mfa-from = مطلوب ابتداءً من { $day }
teams-next = الخطوات التالية
teams-step-invite = دعوة أشخاص
teams-step-invite-text = بالبريد الإلكتروني، واحدًا أو كثيرين معًا
teams-step-projects = المشاريع
teams-step-projects-text = ما يعمل عليه الفريق
teams-step-roles = حدّد من يفعل ماذا
teams-step-roles-text = أنشئ أدوارك الخاصة
teams-step-mfa = زد أمان الفريق
teams-step-mfa-text = اطلب التحقق بخطوتين
teams-step-audit-text = من غيّر ماذا ومتى
teams-all-members = كل الأعضاء
teams-you = أنت

teams-offer-title = هذا الفريق معروض عليك
teams-offer-text = تسلّمه لتصبح مالكه. يصبح المالك الذي عرضه مشرفًا.
teams-offer-kept-out = فعّل التحقق بخطوتين أولًا، وبعدها يمكنك تسلّمه أو رفضه.
teams-accept = تسلّم الفريق
teams-accept-title = تسلّم هذا الفريق؟
teams-accept-text = تصبح مالكه بكل ما يخصه.
teams-accepted = أصبحت مالك الفريق
teams-decline = رفض
teams-decline-title = رفض هذا العرض؟
teams-decline-text = يبقى الفريق لدى مالكه.
teams-declined = تم رفض العرض

teams-members-lead = من ينتمي إلى هذا الفريق وبأي دور.
teams-members-all = عرض كل الأعضاء
teams-members-pages = صفحات الأعضاء
teams-members-shown = { $count ->
    [zero] لا أعضاء في هذه الصفحة
    [one] عضو واحد في هذه الصفحة
    [two] عضوان في هذه الصفحة
    [few] { $count } أعضاء في هذه الصفحة
    [many] { $count } عضوًا في هذه الصفحة
   *[other] { $count } عضو في هذه الصفحة
}
teams-roles-all = كل الأدوار
teams-joined = انضم في { $day }
teams-has-mfa = التحقق بخطوتين مفعّل
teams-has-no-mfa = بلا تحقق بخطوتين
teams-change-role = تغيير الدور
teams-change-role-of = تغيير الدور: { $name }
teams-change-role-text = يسري فورًا. يمكنك منح أدوار لا تتجاوز ما يتيحه دورك.
teams-remove = إزالة
teams-remove-named = إزالة { $name }
teams-remove-title = إزالة { $name } من { $team }؟
teams-remove-text = يفقد الوصول فورًا. يبقى ما أنشأه لدى الفريق.
teams-removed = تمت إزالة العضو

teams-invite = دعوة أشخاص
teams-invite-text = يتلقى كل منهم رسالة برابط يعمل سبعة أيام.
teams-invite-emails = عناوين البريد الإلكتروني
teams-invite-emails-hint = عنوان أو أكثر، تفصل بينها فواصل أو مسافات أو أسطر جديدة.
teams-invite-wrong = ليس عنوان بريد إلكتروني: { $list }
teams-invite-send = إرسال الدعوات
teams-invited = { $count ->
    [zero] لا أحد جديد لدعوته
    [one] دعوة واحدة في الطريق
    [two] دعوتان في الطريق
    [few] { $count } دعوات في الطريق
    [many] { $count } دعوة في الطريق
   *[other] { $count } دعوة في الطريق
}
teams-invited-one = تمت دعوته
teams-invited-member = عضو بالفعل
teams-pending-text = لم يُجب عنها بعد.
teams-pending-none = لا دعوات تنتظر جوابًا.
teams-pending-cut = تظهر أول { NUMBER($count) } من الدعوات.
teams-invited-by = بدعوة من { $name }
teams-expires = تنتهي في { $day }
teams-resend = إعادة الإرسال
teams-resend-to = إعادة إرسال الدعوة إلى { $email }
teams-resent = أُرسلت الدعوة مرة أخرى
teams-revoke = إلغاء الدعوة
teams-revoke-named = إلغاء دعوة { $email }
teams-revoke-title = إلغاء دعوة { $email }؟
teams-revoke-text = يتوقف الرابط في الرسالة عن العمل.
teams-revoked = تم إلغاء الدعوة

teams-roles-lead = ما يمكن للأعضاء فعله. تسري التغييرات فورًا.
teams-role-create = إنشاء دور
teams-role-edit-named = تعديل { $name }
teams-role-edit-text = يمكنك إتاحة ما هو متاح لك. من يدعو أشخاصًا أو يغيّر أدوار الأعضاء أو يزيلهم أو ينشئ أدوارًا يرى الأدوار أيضًا.
teams-role-name = اسم الدور
teams-role-empty = اختر صلاحية واحدة على الأقل.
teams-role-conflict = غيّر شخص آخر هذا الدور. افتحه مرة أخرى لترى حاله الآن.
teams-role-built-in = مدمج
teams-role-yours = دورك
teams-role-everything = كل شيء
teams-role-grants = { $count ->
    [zero] لا صلاحيات
    [one] صلاحية واحدة
    [two] صلاحيتان
    [few] { $count } صلاحيات
    [many] { $count } صلاحية
   *[other] { $count } صلاحية
}
teams-role-holders = { $count ->
    [zero] ليس لأحد
    [one] لشخص واحد
    [two] لشخصين
    [few] لـ { $count } أشخاص
    [many] لـ { $count } شخصًا
   *[other] لـ { $count } شخص
}
teams-role-remove-title = إزالة الدور { $name }؟
teams-role-remove-text = يجب ألا يحمله أحد وألا يُدعى به أحد.
teams-role-removed = تمت إزالة الدور
teams-group-team = الفريق
teams-group-invitations = الدعوات

teams-settings-lead = اسم الفريق وأمانه وملكيته.
teams-settings-name = الاسم والعنوان
teams-settings-conflict = غيّر شخص آخر الفريق. أعد تحميل الصفحة لترى حاله الآن.
teams-mfa-free-text = يقرر الأعضاء بأنفسهم استخدامه.
teams-mfa-missing = أعضاء لا يستخدمونه
teams-mfa-complete = يستخدم الجميع التحقق بخطوتين.
teams-mfa-cut = هناك أكثر من هؤلاء.
teams-mfa-grace = مهلة التفعيل
teams-mfa-at-once = بلا مهلة، مطلوب فورًا
teams-mfa-days = { $count ->
    [zero] بلا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
teams-mfa-require = طلبه من كل الأعضاء
teams-mfa-require-title = طلب التحقق بخطوتين من كل الأعضاء؟
teams-mfa-require-now = من لا يستخدمه يُمنع من دخول الفريق فورًا، وأنت أيضًا إن كنت لا تستخدمه.
teams-mfa-require-later = { $count ->
    [zero] من لا يستخدمه يُمنع من دخول الفريق منذ ذلك الحين، وأنت أيضًا إن كنت لا تستخدمه.
    [one] من لا يستخدمه بعد يوم واحد يُمنع من دخول الفريق منذ ذلك الحين، وأنت أيضًا إن كنت لا تستخدمه.
    [two] من لا يستخدمه بعد يومين يُمنع من دخول الفريق منذ ذلك الحين، وأنت أيضًا إن كنت لا تستخدمه.
    [few] من لا يستخدمه بعد { $count } أيام يُمنع من دخول الفريق منذ ذلك الحين، وأنت أيضًا إن كنت لا تستخدمه.
    [many] من لا يستخدمه بعد { $count } يومًا يُمنع من دخول الفريق منذ ذلك الحين، وأنت أيضًا إن كنت لا تستخدمه.
   *[other] من لا يستخدمه بعد { $count } يوم يُمنع من دخول الفريق منذ ذلك الحين، وأنت أيضًا إن كنت لا تستخدمه.
}
teams-mfa-require-action = طلبه
teams-mfa-release = التوقف عن طلبه
teams-mfa-release-title = التوقف عن طلب التحقق بخطوتين؟
teams-mfa-release-text = يستطيع الأعضاء الذين لا يستخدمونه العمل في الفريق من جديد.

teams-transfer = تسليم الفريق
teams-transfer-text = يصبح عضو آخر المالك حين يقبل. تصبح أنت مشرفًا.
teams-transfer-nobody = لا أحد لتسليم الفريق إليه. ادعُ أحدًا أولًا.
teams-transfer-member = المالك الجديد
teams-transfer-action = تسليم الفريق
teams-transfer-title = تسليم الفريق إلى { $name }؟
teams-transfer-question = أمامه سبعة أيام للقبول. تبقى المالك حتى ذلك الحين.
teams-transfer-begun = عُرض الفريق
teams-transfer-somebody = أحد أعضاء الفريق
teams-transfer-pending = معروض على { $name } ولم يُجب بعد.
teams-transfer-cancel = سحب العرض
teams-transfer-cancel-title = سحب العرض؟
teams-transfer-cancel-text = تبقى المالك.
teams-transfer-cancelled = احتفظت بالفريق
teams-leave = مغادرة الفريق
teams-leave-title = مغادرة { $name }؟
teams-leave-text = تفقد الوصول فورًا. تحتاج إلى دعوة للعودة.
teams-leave-owner = يبقى للفريق مالك واحد على الأقل: سلّمه أو تأكد من وجود مالك آخر قبل أن تغادر. تفقد الوصول بعدها فورًا.
teams-leave-only-owner = أنت المالك الوحيد، ويبقى لكل فريق مالك واحد على الأقل. للمغادرة، سلّم الفريق أو احذفه.
teams-delete = حذف الفريق
teams-delete-title = حذف { $name }؟
teams-delete-text = يُحذف الفريق وكل ما فيه بعد أسبوعين. يمكن للمالك الاحتفاظ به حتى ذلك الحين.
teams-delete-done = سيُحذف الفريق

teams-picker-clear = إلغاء الاختيار
teams-picker-searching = جارٍ البحث…
teams-picker-nobody = لم يُعثر على أحد
teams-picker-more = اكتب للعثور على آخرين
teams-member-unknown = عضو غير معروف

teams-audit-lead = من غيّر ماذا في هذا الفريق.
teams-audit-csv = CSV
teams-audit-json = JSON
teams-audit-what = ما الذي تغيّر
teams-audit-who = من غيّره
teams-audit-all = كل التغييرات
teams-audit-everybody = الجميع
teams-audit-pages = صفحات سجل التدقيق
teams-audit-empty = لا تغييرات
teams-audit-empty-text = يظهر هنا ما يغيّره الأعضاء.
teams-audit-show-all = عرض كل التغييرات
teams-audit-becomes = يصبح
teams-audit-system = النظام
teams-audit-stranger = شخص بلا حساب
teams-audit-impersonated = من الدعم نيابة عنه
teams-audit-via-key = بمفتاح API
teams-audit-via-job = تلقائيًا
teams-audit-via-command = من سطر الأوامر
teams-audit-via-link = برابط في رسالة
