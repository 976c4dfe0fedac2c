# One message for each error code: `auth.wrong_password` is worded by `error-auth-wrong-password`.

error-auth-invalid-credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة. تحقّق منهما ثم أعد المحاولة.
error-auth-email-unverified = أكّد بريدك الإلكتروني أولًا: افتح الرابط في الرسالة التي أرسلناها إليك، أو اطلب رابطًا جديدًا.
error-auth-account-disabled = هذا الحساب معطّل. تواصل مع فريق الدعم لإعادة تفعيله.
error-auth-locked = أُقفل هذا الحساب بعد محاولات كثيرة فاشلة لتسجيل الدخول. إن كان حسابك، فافتح الرابط في الرسالة التي أرسلناها إليك، أو اختر كلمة مرور جديدة.
error-auth-unauthenticated = سجّل الدخول للمتابعة.
error-auth-session-ended = انتهت جلستك. سجّل الدخول من جديد.
error-auth-token-invalid = هذا الرابط غير صالح أو انتهت صلاحيته. اطلب رابطًا جديدًا.
error-auth-wrong-password = كلمة المرور الحالية غير صحيحة. أدخلها مرة أخرى.
error-auth-wrong-code = هذا الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي ثم أعد المحاولة.
error-auth-challenge-expired = استغرق تسجيل الدخول وقتًا طويلًا. سجّل الدخول من جديد.
error-auth-step-up-required = أكّد هويتك للمتابعة.
error-auth-mfa-state = تغيّرت إعدادات التحقق بخطوتين في هذه الأثناء. أعد تحميل الصفحة.

error-auth-account-deleting = هذا الحساب على وشك الحذف. للاحتفاظ به افتح الرابط الذي في الرسالة التي أرسلناها إليك بشأنه.
error-api-keys-not-allowed = لا تستطيع مفاتيح API تنفيذ هذا الإجراء. سجّل الدخول بالمتصفح بدلًا منها.
error-api-keys-scope-missing = لا يملك مفتاح API هذا الصلاحية اللازمة. استخدم مفتاحًا له النطاق المطلوب.
error-api-keys-too-many = لديك أكبر عدد مسموح به من مفاتيح API. ألغِ مفتاحًا لم تعد تحتاج إليه.
error-api-keys-ended = لم يعد مفتاح API هذا يعمل، أو سبق استبداله. أنشئ مفتاحًا جديدًا.
error-exports-too-many = لديك أكبر عدد مسموح به من ملفات التصدير. انتظر حتى تنتهي صلاحية أقدمها.
error-exports-pending = ملف التصدير هذا ليس جاهزًا بعد. انتظر قليلًا ثم أعد المحاولة.

error-users-email-taken = يوجد حساب مسجّل بهذا البريد الإلكتروني. استخدم بريدًا آخر أو سجّل الدخول.

error-request-malformed = تعذّرت قراءة الطلب. أعد تحميل الصفحة ثم حاول مرة أخرى.
error-request-invalid = بعض الحقول تحتاج إلى مراجعة. صحّحها ثم أعد المحاولة.
error-request-too-large = حجم البيانات المرسلة أكبر من المسموح. اختصرها ثم أعد المحاولة.
error-request-unsupported-media-type = هذه الصيغة غير مقبولة. أرسل البيانات بصيغة JSON.
error-request-not-found = لم نعثر على ما تبحث عنه. تحقّق من العنوان أو عُد إلى الصفحة السابقة.
error-request-method-not-allowed = لا يمكن تنفيذ هذا الإجراء هنا. عُد إلى الصفحة السابقة وجرّب طريقة أخرى.
error-request-cross-origin = رُفض الطلب لأنه وارد من موقع آخر. افتح { -brand } مباشرةً ثم أعد المحاولة.
error-request-precondition-failed = حدث تغيير في هذه الأثناء. أعد تحميل الصفحة ثم أدخل تغييراتك مجددًا.
error-request-forbidden = ليست لديك صلاحية لتنفيذ هذا الإجراء. اطلب الصلاحية من أحد المسؤولين.
error-request-network-forbidden = لا يُستخدم هذا الجزء من { -brand } إلا من شبكات معيّنة، وشبكتك ليست منها. اتصل بشبكة مؤسستك ثم أعد المحاولة.
error-request-rate-limited = محاولات كثيرة جدًا. انتظر قليلًا ثم أعد المحاولة.
error-request-timeout = استغرق الطلب وقتًا أطول من اللازم. أعد المحاولة.

error-server-unavailable = يتعذّر الوصول إلى { -brand } حاليًا. أعد المحاولة بعد قليل.
error-server-internal = حدث خطأ غير متوقع من جانبنا. أعد المحاولة، وإذا تكرّر الخطأ فتواصل مع فريق الدعم.
