### الإشعارات، والإعلانات للجميع.

notifications-title = الإشعارات
notifications-lead = ما حدث أثناء غيابك، وما يحدث الآن.
notifications-bell = الإشعارات
notifications-bell-unread = { $count ->
    [zero] الإشعارات، لا شيء غير مقروء
    [one] الإشعارات، إشعار واحد غير مقروء
    [two] الإشعارات، إشعاران غير مقروءين
    [few] الإشعارات، { $count } إشعارات غير مقروءة
    [many] الإشعارات، { $count } إشعارًا غير مقروء
   *[other] الإشعارات، { $count } إشعار غير مقروء
}
notifications-all = الكل
notifications-unread = غير المقروءة
notifications-filter = أي الإشعارات تُعرض
notifications-read = وضع علامة مقروء
notifications-read-all = وضع علامة مقروء على الكل
notifications-all-read = كل الإشعارات مقروءة.
notifications-new = جديد
notifications-empty-title = لا شيء هنا بعد
notifications-empty-text = عندما يحدث شيء في فرقك أو في حسابك، سيظهر هنا.
notifications-caught-up-title = لقد قرأت كل شيء
notifications-caught-up-text = لا يوجد ما لم تقرأه.
notifications-pages = صفحات الإشعارات
notifications-settings = اختيار ما يصلك

notifications-somebody = شخص ما
notifications-a-team = فريق
notifications-a-role = دور آخر
notifications-a-project = مشروعًا
notifications-invited = دعاك { $actor } للانضمام إلى { $team }
notifications-role = غيّر { $actor } دورك في { $team } إلى { $role }
notifications-removed = أزالك { $actor } من { $team }
notifications-joined = انضم { $actor } إلى { $team }
notifications-left = غادر { $actor } { $team }
notifications-turned-down = رفض { $email } دعوتك إلى { $team }
notifications-offered = يريد { $actor } تسليمك { $team }
notifications-withdrawn = لم يعد { $actor } يريد تسليمك { $team }
notifications-accepted = استلم { $actor } منك { $team }
notifications-declined = لم يستلم { $actor } منك { $team }
notifications-deleting = طلب { $actor } حذف { $team }. سيُحذف في { $day }
notifications-kept = أبقى { $actor } على { $team }: لن يُحذف
notifications-mfa = يلزم التحقق بخطوتين في { $team } ابتداءً من { $day }. فعّله قبل ذلك لمتابعة العمل فيه
notifications-shared = { $level ->
    [editor] شارك { $actor } معك { $project } في { $team }. يمكنك تعديله
   *[viewer] شارك { $actor } معك { $project } في { $team }. يمكنك عرضه
}
notifications-export = تصدير بياناتك جاهز للتنزيل
notifications-impersonated = دخل فريق الدعم إلى حسابك لمساعدتك
notifications-kind-invited = الدعوات إلى الفرق
notifications-kind-role = تغييرات دورك
notifications-kind-removed = الإزالة من فريق
notifications-kind-joined = الأعضاء الجدد في الفرق التي ترعاها
notifications-kind-left = الأعضاء المغادرون للفرق التي ترعاها
notifications-kind-turned-down = رفض دعواتك
notifications-kind-offered = الفرق المعروضة عليك
notifications-kind-withdrawn = سحب فريق معروض عليك
notifications-kind-accepted = قبول عرضك لفريق
notifications-kind-declined = رفض عرضك لفريق
notifications-kind-deleting = فريق على وشك الحذف
notifications-kind-kept = بقاء فريق كان سيُحذف
notifications-kind-mfa = فريق يطلب التحقق بخطوتين
notifications-kind-shared = المشاريع التي تُشارك معك
notifications-kind-export = تصدير البيانات
notifications-kind-impersonated = الدعم في حسابك
notifications-kind-other = حدث شيء ما

notifications-preferences-title = الإشعارات
notifications-preferences-lead = ما نخبرك به، وكيف.
notifications-preferences-text = ما لا تقرأه خلال بضع ساعات يصلك بالبريد الإلكتروني، مرة واحدة في اليوم على الأكثر.
notifications-preferences-kind = أخبرني عن
notifications-preferences-what = ما يحدث
notifications-preferences-in-app = في التطبيق
notifications-preferences-mail = البريد الإلكتروني
notifications-preferences-in-app-of = { $kind }: في التطبيق
notifications-preferences-mail-of = { $kind }: البريد الإلكتروني

announcements-region = الإعلانات
announcements-dismiss = إخفاء «{ $title }»
announcements-title = الإعلانات
announcements-lead = ما يُخبَر به كل من يسجّل الدخول، في شريط أعلى كل صفحة.
announcements-create = إعلان جديد
announcements-edit = تعديل الإعلان
announcements-edit-named = تعديل «{ $title }»
announcements-end = إنهاء الآن
announcements-end-named = إنهاء «{ $title }» الآن
announcements-level = المستوى
announcements-level-info = معلومة
announcements-level-warning = تحذير
announcements-title-en = العنوان بالإنجليزية
announcements-text-en = النص بالإنجليزية
announcements-text-hint = { NUMBER($max) } حرف على الأكثر، في سطر واحد أو عدة أسطر.
announcements-title-ar = العنوان بالعربية
announcements-text-ar = النص بالعربية
announcements-ar-hint = من دونه يُعرض النص الإنجليزي.
announcements-hours = مدة العرض
announcements-hours-open = حتى يُنهى
announcements-hours-day = يوم واحد
announcements-hours-week = أسبوع واحد
announcements-hours-month = 30 يومًا
announcements-publish = إعلان
announcements-published = تم الإعلان
announcements-saved = تم تغيير الإعلان
announcements-ended = تم إنهاء الإعلان
announcements-state-current = حالي
announcements-state-planned = مخطط
announcements-state-over = منتهٍ
announcements-from = من { $when }
announcements-until = حتى { $when }
announcements-empty-title = لا إعلانات بعد
announcements-empty-text = أخبر الجميع بأعمال الصيانة أو بما هو جديد.
announcements-pages = صفحات الإعلانات
