settings-profile-lead = اسمك ولغتك وتفضيلات العرض.
settings-profile-card = البيانات الشخصية
settings-first-name = الاسم الأول
settings-last-name = اسم العائلة
settings-email = البريد الإلكتروني
settings-email-hint = تسجّل الدخول بهذا العنوان، ولا يمكن تغييره بعد.
settings-time-zone = المنطقة الزمنية
settings-time-zone-hint = تُعرض بها كل التواريخ والأوقات.

settings-conflict-title = جرى تعديل ملفك الشخصي من مكان آخر
settings-conflict-text = جرى تغييره في نافذة أخرى أو على جهاز آخر. أعد التحميل لترى ما هو عليه الآن، ثم أعد إجراء تغييرك.

settings-security-lead = كيف يُحمى حسابك.
settings-password-card = كلمة المرور
settings-password-text = اختر كلمة مرور لا تستخدمها في أي مكان آخر.
settings-current-password = كلمة المرور الحالية
settings-new-password = كلمة المرور الجديدة
settings-new-password-hint = { NUMBER($min) } أحرف على الأقل. بضع كلمات متتالية أسهل تذكّرًا وأصعب تخمينًا.
settings-show-password = إظهار كلمة المرور
settings-hide-password = إخفاء كلمة المرور
settings-other-sessions = تنتهي جميع الجلسات الأخرى عند تغيير كلمة المرور. تبقى مسجّل الدخول هنا، ونخبرك بالبريد.
settings-change-password = تغيير كلمة المرور
settings-password-changed = تم تغيير كلمة مرورك، وانتهت جميع الجلسات الأخرى.

settings-no-password-title = لم تُعيَّن كلمة مرور
settings-no-password-text = تسجّل الدخول بطريقة أخرى، فلا توجد كلمة مرور لتغييرها.
