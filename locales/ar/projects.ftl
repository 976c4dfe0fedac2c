### The projects of a team.

projects-title = المشاريع
projects-lead = ما يعمل عليه الفريق.
projects-back = كل المشاريع
projects-create = مشروع جديد
projects-create-action = إنشاء المشروع
projects-created = أُنشئ المشروع
projects-export = تصدير CSV
projects-search = البحث بالاسم

projects-status = الحالة
projects-status-planned = مخطَّط
projects-status-active = نشط
projects-status-paused = متوقف مؤقتًا
projects-status-done = منجز
projects-filter-all = الكل
projects-shelf = الأرشيف
projects-shelf-current = الحالية
projects-shelf-archived = المؤرشفة

projects-name = الاسم
projects-name-hint = يجب أن يكون فريدًا في الفريق، بين المشاريع المؤرشفة أيضًا.
projects-description = الوصف
projects-description-none = لم يُكتب شيء عن هذا المشروع بعد.
projects-owner = المسؤول
projects-owner-none = لا أحد
projects-owner-any = أي مسؤول
projects-created-at = تاريخ الإنشاء
projects-updated-at = آخر تغيير
projects-facts = التفاصيل

projects-pages = صفحات المشاريع
projects-shown = { $count ->
    [zero] لا مشاريع في هذه الصفحة
    [one] مشروع واحد في هذه الصفحة
    [two] مشروعان في هذه الصفحة
    [few] { $count } مشاريع في هذه الصفحة
    [many] { $count } مشروعًا في هذه الصفحة
   *[other] { $count } مشروع في هذه الصفحة
}
projects-empty-title = لا مشاريع بعد
projects-empty-text = أنشئ أول مشروع وقل ما الذي يعمل عليه الفريق.
projects-empty-guest = تظهر المشاريع هنا عند إنشائها أو مشاركتها معك.
projects-empty-narrowed-title = لا توجد مشاريع
projects-empty-narrowed = لا مشروع يطابق هذا البحث وهذه التصفية.
projects-empty-archive-title = لا شيء في الأرشيف
projects-empty-archive = تُحفظ المشاريع المؤرشفة هنا بعيدًا عن غيرها.
projects-show-all = عرض كل المشاريع

projects-edit-title = تعديل المشروع
projects-conflict-title = غيّر شخص آخر هذا المشروع
projects-conflict-text = لم تُحفظ تغييراتك. حمّل النسخة الحالية ثم أعدها.
projects-conflict-action = تحميل النسخة الحالية

projects-archive = أرشفة
projects-archive-title = أرشفة «{ $name }»؟
projects-archive-text = يغادر القائمة ولا يمكن تغييره حتى يُستعاد. ويبقى اسمه محجوزًا.
projects-archived = أُرشف المشروع
projects-archived-on = أُرشف في { $day }.
projects-archived-text = استعده لتغييره.
projects-restore = استعادة
projects-restore-title = استعادة «{ $name }»؟
projects-restore-text = يعود إلى القائمة ويمكن تغييره من جديد.
projects-restored = استُعيد المشروع
projects-delete-title = حذف «{ $name }»؟
projects-delete-text = يزول المشروع نهائيًا لكل من في الفريق. إن أردت إبعاده فحسب فأرشفه.
projects-deleted = حُذف المشروع

projects-share = مشاركة
projects-share-title = مشاركة «{ $name }»
projects-share-text = اسمح لآخرين برؤية هذا المشروع أو تعديله أيًا كان ما يعرضه لهم دورهم. ولا يفقد أحد ما يتيحه له دوره.
projects-share-with = مشارَك مع
projects-share-none = لم يُشارك إلا مع من يعرضه لهم دورهم.
projects-share-role = كل من له الدور { $role }
projects-unshare = إيقاف المشاركة مع { $name }
projects-level = الوصول
projects-level-of = وصول { $name }
projects-level-viewer = يمكنه العرض
projects-level-editor = يمكنه التعديل
projects-level-viewer-text = «يمكنه العرض»: يرى المشروع.
projects-level-editor-text = «يمكنه التعديل»: يراه ويعدّله ويؤرشفه.
