dashboard-greeting = مرحبًا، { $name }
dashboard-lead = نظرة سريعة على حسابك.

dashboard-role-superuser = مشرف عام

dashboard-email = البريد الإلكتروني
dashboard-email-confirmed = مؤكَّد
dashboard-member-since = عضو منذ
dashboard-last-change = آخر تعديل للملف الشخصي: { $when }
dashboard-region = اللغة والمنطقة الزمنية

dashboard-setup = إعداد حسابك
dashboard-setup-complete = كل شيء جاهز.
dashboard-setup-progress = { $done ->
    [zero] لم تكتمل أي خطوة من { NUMBER($total) }
    [one] اكتملت خطوة واحدة من { NUMBER($total) }
    [two] اكتملت خطوتان من { NUMBER($total) }
    [few] اكتملت { $done } خطوات من { NUMBER($total) }
    [many] اكتملت { $done } خطوة من { NUMBER($total) }
   *[other] اكتملت { $done } خطوة من { NUMBER($total) }
}
dashboard-step-done = تم
dashboard-step-account = إنشاء حسابك
dashboard-step-email = تأكيد البريد الإلكتروني
dashboard-step-preferences = اختيار لغتك ومنطقتك الزمنية

dashboard-teams = فرقك
dashboard-first-team = أنشئ فريقك الأول

dashboard-links = روابط سريعة
dashboard-link-profile = الاسم واللغة والمظهر والمنطقة الزمنية
dashboard-link-security = تغيير كلمة المرور
dashboard-link-users = البحث في جميع الحسابات ومراجعتها
dashboard-link-api = كل ما هنا عبر HTTP

dashboard-newest-users = أحدث المستخدمين
dashboard-all-users = جميع المستخدمين
