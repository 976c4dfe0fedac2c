### التسجيل والدخول والخروج.

auth-email = البريد الإلكتروني
auth-password = كلمة المرور
auth-first-name = الاسم الأول
auth-last-name = اسم العائلة
auth-or = أو

auth-login-lead = أهلًا بعودتك إلى Pilaster.
auth-login-signed-out = تم تسجيل خروجك.
auth-login-reset = تم تغيير كلمة مرورك. سجّل الدخول بكلمة المرور الجديدة.
auth-login-forgot = نسيت كلمة المرور؟
auth-login-no-account = جديد هنا؟
auth-login-unverified-resend = أعد إرسال رسالة التأكيد
auth-login-demo-title = حسابات تجريبية
auth-login-demo-text = هذه بيئة تجريبية، وللحسابين كلمة المرور هذه:
auth-login-demo-user = ادخل كمستخدم
auth-login-demo-superuser = ادخل كمشرف عام

auth-register-title = أنشئ حسابك
auth-register-lead = لا نحتاج إلا إلى اسم وعنوان بريد وكلمة مرور.
auth-register-submit = إنشاء الحساب
auth-register-password-hint = { NUMBER($min) } أحرف على الأقل. بضع كلمات متتالية أسهل تذكرًا وأصعب تخمينًا.
auth-register-have-account = لديك حساب؟

auth-sent-title = تحقق من بريدك
auth-sent-lead = أرسلنا رسالة فيها رابط إلى العنوان الذي أدخلته. افتح الرابط خلال 24 ساعة لتأكيده.
auth-sent-lead-to = أرسلنا رسالة فيها رابط إلى { $email }. افتح الرابط خلال 24 ساعة لتأكيد عنوانك.
auth-sent-again-lead = استخدم الرابط الذي في أحدث رسالة، فهو يعمل لمدة 24 ساعة.
auth-sent-resent = إن كان هذا العنوان ينتظر التأكيد فهناك رسالة جديدة في طريقها إليه.
auth-sent-hint = لم تصل؟ ابحث في مجلد الرسائل غير المرغوب فيها، أو اطلب إرسالها من جديد.
auth-sent-resend = أعد الإرسال
auth-sent-other-address = عنوان خاطئ؟ ابدأ من جديد
auth-sent-mailbox = افتح صندوق البريد التجريبي

auth-verify-title = أكّد عنوانك
auth-verify-lead = نقرة واحدة ويصبح حسابك جاهزًا.
auth-verify-submit = تأكيد العنوان
auth-verify-failed-title = لم يعد هذا الرابط صالحًا
auth-verify-failed-lead = استُخدم من قبل، أو انتهت صلاحيته، أو حلّ محله رابط أحدث. إن كان عنوانك مؤكدًا فسجّل الدخول، وإلا فاطلب رابطًا جديدًا.
auth-verify-done-title = تم تأكيد عنوانك
auth-verify-done-lead = حسابك جاهز. سجّل الدخول لتبدأ.

auth-resend-title = أكّد عنوانك
auth-resend-lead = أدخل العنوان الذي سجّلت به، وسنرسل إليك رابطًا جديدًا.
auth-resend-submit = أرسل الرابط

auth-forgot-title = إعادة تعيين كلمة المرور
auth-forgot-lead = أدخل عنوان حسابك، وسنرسل إليك رابطًا لاختيار كلمة مرور جديدة.
auth-forgot-back = العودة إلى تسجيل الدخول
auth-forgot-sent-lead = إن كان هناك حساب بهذا العنوان فقد أرسلنا إليه رسالة. افتح الرابط الذي فيها خلال ساعة واحدة لاختيار كلمة مرور جديدة.
auth-forgot-sent-lead-to = إن كان هناك حساب بالعنوان { $email } فقد أرسلنا إليه رسالة. افتح الرابط الذي فيها خلال ساعة واحدة لاختيار كلمة مرور جديدة.
auth-forgot-sent-again = تم. إن كان هناك حساب بهذا العنوان فستجد الرابط في صندوق بريده.

auth-reset-title = اختر كلمة مرور جديدة
auth-reset-lead = سيُسجَّل خروجك من جميع أجهزتك، ثم تسجّل الدخول بكلمة المرور الجديدة.
auth-reset-password = كلمة المرور الجديدة
auth-reset-submit = تغيير كلمة المرور
auth-reset-failed-lead = استُخدم من قبل أو انتهت صلاحيته. أدخل عنوان حسابك، وسنرسل إليك رابطًا جديدًا.

auth-logout-title = هل تريد تسجيل الخروج؟
auth-logout-lead = أنت مسجّل الدخول بالعنوان { $email }.
auth-logout-cancel = العودة إلى لوحة التحكم

auth-error-summary = { $count ->
    [zero] لا توجد مشكلات
    [one] هناك مشكلة واحدة تحتاج إلى تصحيح
    [two] هناك مشكلتان تحتاجان إلى تصحيح
    [few] هناك { $count } مشكلات تحتاج إلى تصحيح
    [many] هناك { $count } مشكلة تحتاج إلى تصحيح
   *[other] هناك { $count } مشكلة تحتاج إلى تصحيح
}

auth-login-expired = استغرق تسجيل الدخول وقتًا طويلًا. سجّل الدخول من جديد.

auth-mfa-title = التحقق بخطوتين
auth-mfa-lead = أدخل الأرقام الستة التي يعرضها تطبيق المصادقة لهذا الحساب.
auth-mfa-code = الرمز
auth-mfa-trust = الوثوق بهذا المتصفح لمدة 30 يومًا
auth-mfa-trust-hint = لن يُطلب رمز فيه. لا تحدّد هذا الخيار على جهاز مشترك.
auth-mfa-submit = متابعة
auth-mfa-use-recovery-code = استخدام رمز استرداد بدلًا من ذلك
auth-mfa-recovery-lead = أدخل أحد رموز الاسترداد التي حفظتها عند إعداد تطبيق المصادقة. يعمل الرمز مرة واحدة.
auth-mfa-recovery-code = رمز الاسترداد
auth-mfa-use-app = استخدام تطبيق المصادقة بدلًا من ذلك

auth-strength-0 = سهلة التخمين جدًّا
auth-strength-1 = سهلة التخمين
auth-strength-2 = ما زالت سهلة التخمين
auth-strength-3 = صعبة التخمين
auth-strength-4 = صعبة التخمين جدًّا
