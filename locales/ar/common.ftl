-brand = Pilaster

brand-name = { -brand }

action-save = حفظ
action-saving = جارٍ الحفظ…
action-cancel = إلغاء
action-close = إغلاق
action-confirm = تأكيد
action-continue = متابعة
action-back = رجوع
action-edit = تعديل
action-delete = حذف
action-copy = نسخ
action-copied = تم النسخ
action-download = تنزيل
action-print = طباعة
action-retry = إعادة المحاولة
action-reload = إعادة تحميل الصفحة
action-previous = السابق
action-next = التالي
action-search = بحث
action-clear = مسح
action-apply = تطبيق
action-dismiss = تجاهل
action-show = إظهار
action-hide = إخفاء
action-open-menu = فتح القائمة
action-close-menu = إغلاق القائمة

state-loading = جارٍ التحميل…
state-outdated-title = هذا الرابط قديم
state-outdated-text = يشير إلى صفحة من القائمة لم تعد موجودة.
state-saved = تم حفظ التغييرات
state-none = لا شيء
state-yes = نعم
state-no = لا
state-optional = اختياري
state-required = مطلوب

nav-main = التنقل الرئيسي
nav-skip = الانتقال إلى المحتوى
nav-home = الصفحة الرئيسية
nav-dashboard = لوحة التحكم
nav-settings = الإعدادات
nav-account = الحساب
nav-profile = الملف الشخصي
nav-security = الأمان
nav-users = المستخدمون
nav-sign-in = تسجيل الدخول
nav-sign-up = إنشاء حساب
nav-sign-out = تسجيل الخروج
nav-account-menu = قائمة الحساب

theme-label = المظهر
theme-light = فاتح
theme-dark = داكن
theme-system = حسب النظام

language-label = اللغة

page-number = الصفحة { NUMBER($page) }
results-count = { $count ->
    [zero] لا توجد نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}
