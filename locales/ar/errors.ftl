# One message for each error code: `auth.wrong_password` is worded by `error-auth-wrong-password`.

error-auth-invalid-credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة. تحقّق منهما ثم أعد المحاولة.
error-auth-email-unverified = أكّد بريدك الإلكتروني أولًا: افتح الرابط في الرسالة التي أرسلناها إليك، أو اطلب رابطًا جديدًا.
error-auth-account-disabled = هذا الحساب معطّل. تواصل مع فريق الدعم لإعادة تفعيله.
error-auth-unauthenticated = سجّل الدخول للمتابعة.
error-auth-session-ended = انتهت جلستك. سجّل الدخول من جديد.
error-auth-token-invalid = هذا الرابط غير صالح أو انتهت صلاحيته. اطلب رابطًا جديدًا.
error-auth-wrong-password = كلمة المرور الحالية غير صحيحة. أدخلها مرة أخرى.
error-auth-wrong-code = هذا الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي ثم أعد المحاولة.
error-auth-challenge-expired = استغرق تسجيل الدخول وقتًا طويلًا. سجّل الدخول من جديد.
error-auth-step-up-required = أكّد هويتك للمتابعة.
error-auth-mfa-state = تغيّرت إعدادات التحقق بخطوتين في هذه الأثناء. أعد تحميل الصفحة.
error-auth-last-way-in = هذه هي الطريقة الوحيدة للدخول إلى حسابك. عيّن كلمة مرور أو اربط حسابًا آخر أولًا.

error-oauth-state-invalid = انتهت صلاحية محاولة الدخول هذه أو بدأت في متصفح آخر. ابدأ من جديد.
error-oauth-code-replayed = استُخدمت محاولة الدخول هذه من قبل. ابدأ من جديد.
error-oauth-code-refused = لم يعد مزوّد الدخول يقبل هذه المحاولة. ابدأ من جديد.
error-oauth-issuer-invalid = جاء الرد من مزوّد غير الذي اخترته. ابدأ من جديد.
error-oauth-audience-invalid = كان رد المزوّد موجّهًا إلى تطبيق آخر. ابدأ من جديد.
error-oauth-nonce-invalid = يخص رد المزوّد محاولة دخول أخرى. ابدأ من جديد.
error-oauth-signature-invalid = تعذّر التحقق من رد المزوّد. ابدأ من جديد.
error-oauth-token-expired = انتهت صلاحية رد المزوّد. ابدأ من جديد.
error-oauth-token-invalid = تعذّر قبول رد المزوّد. ابدأ من جديد.
error-oauth-denied = لم تسمح للمزوّد بمشاركة حسابك، لذلك لم يتم تسجيل دخولك.
error-oauth-provider-failed = أبلغ المزوّد عن مشكلة. أعد المحاولة أو سجّل الدخول بطريقة أخرى.
error-oauth-unreachable = يتعذّر الوصول إلى المزوّد حاليًا. أعد المحاولة بعد قليل أو سجّل الدخول بطريقة أخرى.
error-oauth-email-unverified = لم يؤكد المزوّد عنوان بريدك الإلكتروني. أكّده لديه ثم أعد المحاولة. وإن كان لديك حساب هنا فسجّل الدخول بطريقة أخرى واربط المزوّد من صفحة الأمان.
error-oauth-link-required = حسابك مرتبط بحساب آخر لدى هذا المزوّد. سجّل الدخول بذلك الحساب أو بطريقة أخرى.
error-oauth-identity-taken = ذلك الحساب مرتبط بحساب شخص آخر هنا. استخدم حسابًا غيره.
error-oauth-already-linked = هناك حساب آخر لدى هذا المزوّد مرتبط بالفعل. ألغِ ربطه أولًا.

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
error-request-rate-limited = محاولات كثيرة جدًا. انتظر قليلًا ثم أعد المحاولة.
error-request-timeout = استغرق الطلب وقتًا أطول من اللازم. أعد المحاولة.

error-server-unavailable = يتعذّر الوصول إلى { -brand } حاليًا. أعد المحاولة بعد قليل.
error-server-internal = حدث خطأ غير متوقع من جانبنا. أعد المحاولة، وإذا تكرّر الخطأ فتواصل مع فريق الدعم.
