users-lead = كل من لديه حساب.
users-search = البحث بالاسم أو البريد
users-filter = الحالة
users-filter-all = الكل
users-filter-active = النشطة
users-filter-inactive = المعطّلة

users-name = الاسم
users-email = البريد الإلكتروني
users-status = الحالة
users-role = الدور
users-joined = تاريخ الانضمام
users-active = نشط
users-inactive = معطّل
users-superuser = مشرف عام
users-member = عضو

users-pages = صفحات المستخدمين
users-shown = { $count ->
    [zero] لا مستخدمين في هذه الصفحة
    [one] مستخدم واحد في هذه الصفحة
    [two] مستخدمان في هذه الصفحة
    [few] { $count } مستخدمين في هذه الصفحة
    [many] { $count } مستخدمًا في هذه الصفحة
   *[other] { $count } مستخدم في هذه الصفحة
}

users-empty-title = لا يوجد مستخدمون
users-empty-text = تظهر الحسابات هنا عندما يسجّل الناس.
users-empty-narrowed = لا أحد يطابق هذا البحث وهذه التصفية.
users-show-all = عرض جميع المستخدمين
