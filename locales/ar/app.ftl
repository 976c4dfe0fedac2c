### The frame of signed-in pages.

app-header-nav = الموقع
app-sidebar = الشريط الجانبي
app-notifications = الإشعارات
app-api-docs = مرجع واجهة البرمجة

app-error-title = لم ينجح ذلك
app-error-text = تعذّر عرض هذه الصفحة. أعد تحميلها للمحاولة مرة أخرى.

app-missing-title = لا توجد صفحة هنا
app-missing-text = ربما كُتب العنوان خطأً، أو ليس لديك إذن بالوصول إليه.
app-missing-action = الانتقال إلى لوحة التحكم
