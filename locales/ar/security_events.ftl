### ما حدث لحساب.

events-title = النشاط الأخير
events-text = ما حدث لحسابك. إن لم تكن أنت من فعل شيئًا منه فغيّر كلمة مرورك.
events-empty = لم يحدث شيء بعد.
events-more = عرض الأقدم
events-kind-other = حدث شيء ما لحسابك
events-kind-signed-in = تسجيل دخول
events-kind-second-factor-failed = قُبلت كلمة المرور ولم يُقبل العامل الثاني
events-kind-totp-enabled = تم إعداد تطبيق المصادقة
events-kind-totp-removed = أُزيل تطبيق المصادقة
events-kind-recovery-code-used = استُخدم رمز استرداد
events-kind-recovery-codes-renewed = أُنشئت رموز استرداد جديدة
events-kind-password-changed = تم تغيير كلمة المرور
events-kind-password-reset = أُعيد تعيين كلمة المرور بالبريد
events-kind-identity-linked = رُبط حساب لدى مزوّد آخر
events-kind-identity-unlinked = أُلغي ربط حساب لدى مزوّد آخر
events-kind-refresh-token-reused = أُنهيت جلسة لاحتمال سرقتها
events-kind-account-locked = قُفل الحساب بعد محاولات دخول فاشلة كثيرة
events-kind-api-key-created = أُنشئ مفتاح API
events-kind-api-key-rotated = استُبدل مفتاح API
events-kind-api-key-revoked = أُلغي مفتاح API
events-kind-email-changed = تم تغيير عنوان البريد الإلكتروني
events-kind-email-change-undone = تم التراجع عن تغيير عنوان البريد
events-kind-account-deactivated = تم تعطيل الحساب
events-kind-deletion-requested = طُلب حذف الحساب
events-kind-deletion-cancelled = أُلغي حذف الحساب
events-kind-export-requested = طُلب تصدير البيانات
