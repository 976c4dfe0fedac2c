### The frame of signed-in pages.

app-header-nav = الموقع
app-sidebar = الشريط الجانبي
app-notifications = الإشعارات
app-api-docs = مرجع واجهة البرمجة

app-error-title = حدث خطأ ما
app-error-text = تعذّر عرض هذه الصفحة. أعد تحميلها للمحاولة مرة أخرى.

app-missing-title = الصفحة غير موجودة
app-missing-text = ربما كان الرابط خاطئًا، أو ليست لديك صلاحية لعرض هذه الصفحة.
app-missing-action = الانتقال إلى لوحة التحكم
