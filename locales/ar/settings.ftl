settings-profile-lead = اسمك ولغتك وتفضيلات العرض.
settings-profile-card = البيانات الشخصية
settings-first-name = الاسم الأول
settings-last-name = اسم العائلة
settings-email = البريد الإلكتروني
settings-email-hint = تسجّل الدخول بهذا العنوان، ويمكنك تغييره من صفحة الحساب.
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

settings-sessions = أين سجّلت الدخول
settings-sessions-text = إذا لم تتعرّف على جهاز، فسجّل خروجه وغيّر كلمة مرورك.
settings-sessions-device = { $browser } على { $system }
settings-sessions-unknown = جهاز غير معروف
settings-sessions-current = هذا الجهاز
settings-sessions-now = نشط الآن
settings-sessions-seen = آخر ظهور: { $when }
settings-sessions-begun = تسجيل الدخول: { $when }
settings-sessions-only = أنت مسجّل الدخول على هذا الجهاز فقط.
settings-sessions-cut = تُعرض أحدث الأجهزة فقط، وعددها { NUMBER($count) }. توجد أجهزة أقدم.
settings-sessions-end-named = تسجيل الخروج من { $device }
settings-sessions-end-title = تسجيل الخروج من { $device }؟
settings-sessions-end-text = يُسجَّل خروج هذا الجهاز فورًا، وعلى من يستخدمه تسجيل الدخول من جديد.
settings-sessions-end-others = تسجيل الخروج من جميع الأجهزة الأخرى
settings-sessions-end-others-title = تسجيل الخروج من جميع الأجهزة الأخرى؟
settings-sessions-end-others-text = يُسجَّل خروجها جميعًا فورًا، وتبقى مسجّل الدخول هنا.
settings-sessions-ended = تم تسجيل خروج الجهاز.
settings-sessions-others-ended = تم تسجيل خروج جميع الأجهزة الأخرى.

settings-step-up-title = أكّد هويتك
settings-step-up-password-text = أدخل كلمة مرورك للمتابعة.
settings-step-up-code-text = أدخل رمزًا من تطبيق المصادقة للمتابعة.
settings-step-up-sign-in-text = للمتابعة، سجّل الخروج ثم سجّل الدخول من جديد. بعدها لديك عشر دقائق لإجراء هذا التغيير.
settings-step-up-submit = متابعة

settings-mfa = التحقق بخطوتين
settings-mfa-text = يطلب تسجيل الدخول رمزًا من تطبيق على هاتفك، فلا تكفي كلمة مرورك وحدها أحدًا.
settings-mfa-set-up = إعداد تطبيق المصادقة
settings-mfa-scan = امسح الرمز بتطبيق المصادقة، ثم أدخل الأرقام الستة التي يعرضها.
settings-mfa-qr = رمز QR لتطبيق المصادقة
settings-mfa-open-app = الفتح في تطبيق على هذا الجهاز
settings-mfa-type = تعذّر المسح؟ أدخل هذا المفتاح في التطبيق:
settings-mfa-confirm = تفعيل
settings-mfa-app = تطبيق المصادقة
settings-mfa-on = مفعّل
settings-mfa-since = منذ { $when }
settings-mfa-codes = رموز الاسترداد
settings-mfa-codes-left = { $left ->
    [zero] لم يبقَ أي رمز
    [one] بقي رمز واحد
    [two] بقي رمزان
    [few] بقيت { $left } رموز
    [many] بقي { $left } رمزًا
   *[other] بقي { $left } رمز
}
settings-mfa-codes-text = يُدخلك كل رمز من هذه الرموز مرة واحدة إن فقدت هاتفك. تُعرض الآن فقط: احفظها في مكان آمن.
settings-mfa-codes-done = لقد حفظتها
settings-mfa-renew = رموز استرداد جديدة
settings-mfa-remove = إيقاف
settings-mfa-remove-title = إيقاف التحقق بخطوتين؟
settings-mfa-remove-text = سيطلب تسجيل الدخول كلمة مرورك فقط، ولن تعمل رموز الاسترداد بعد ذلك.
settings-mfa-removed = أُوقف التحقق بخطوتين.

settings-trusted = المتصفحات الموثوقة
settings-trusted-text = لا يُطلب رمز في هذه المتصفحات.
settings-trusted-until = موثوق حتى { $when }
settings-trusted-remove = إلغاء الثقة
settings-trusted-remove-named = إلغاء الثقة في { $device }
settings-trusted-removed = سيُطلب رمز في هذا المتصفح من جديد.
settings-sessions-impersonated = يتصرف نيابة عنك
