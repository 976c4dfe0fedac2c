### مرجع واجهة REST؛ كلمات العمليات نفسها تأتي من وثيقة OpenAPI.

api-docs-title = مرجع الواجهة البرمجية
api-docs-description = كل عمليات واجهة REST: من يحق له استدعاؤها، وما تأخذه، وما تجيب به، مع مثال جاهز للصق في سطر الأوامر.
api-docs-lead = كل عملية: من يحق له استدعاؤها، وما تأخذه، وما تجيب به. الأمثلة جاهزة للصق في سطر الأوامر، وتحفظ جلستها في الملف `jar`.
api-docs-download = نزّل وثيقة OpenAPI
api-docs-contents = المحتويات
api-docs-introduction = مقدمة

api-docs-base-title = العنوان الأساسي
api-docs-base-text = تقع العمليات تحت `/api/v1`، وتأخذ JSON وتجيب به، وترفض الحقول التي لا تعرفها. الأوقات بصيغة RFC 3339 بالتوقيت العالمي، والمعرّفات من نوع UUID ترتَّب بحسب الزمن.
api-docs-sessions-title = تسجيل الدخول
api-docs-sessions-text = يضبط `POST /api/v1/auth/login` ملفَّي تعريف ارتباط من نوع `HttpOnly`، ومن يُعِدْ إرسالهما يكن مسجَّل الدخول. لا يحمل أي جسم رمزًا سريًا أبدًا. وعندما تجيب عملية بالحالة 401 والرمز `auth.unauthenticated`، يجدّدهما `POST /api/v1/auth/refresh`.
api-docs-sessions-origin = كل تغيير يجري باسم جلسة لا بد أن يذكر من أين جاء. ترسل المتصفحات `Origin` أو `Sec-Fetch-Site` من تلقاء نفسها، أما البرامج فعليها أن ترسله.
api-docs-sessions-keys = لا يحتاج البرنامج إلى جلسة: يرسل مفتاح API في الترويسة Authorization: Bearer حيث تقبله العملية. تُنشأ المفاتيح في الإعدادات.
api-docs-errors-title = الأخطاء
api-docs-errors-text = كل رفض هو مشكلة بحسب RFC 9457 ونوعها `application/problem+json`. ميّز بين حالات الرفض بالحقل `code` فهو لا يتغير أبدًا. يذكر `errors` كل الحقول المرفوضة دفعة واحدة، و`request_id` هو ما تذكره عندما تطلب المساعدة.
api-docs-lists-title = القوائم
api-docs-lists-text = تجيب القائمة بالحقل `items` ومعه `next_cursor` و`previous_cursor`. أعد إرسال أحدهما في `cursor` لتحصل على تلك الصفحة؛ وتعني `null` أنه لا صفحة هناك. في الصفحة ٢٥ عنصرًا ما لم يحدد `limit` غير ذلك، و١٠٠ على الأكثر.
api-docs-versions-title = تغييرات لا يضيع بعضها بعضًا
api-docs-versions-text = ما يمكن تغييره يأتي معه `ETag`. أعد إرساله في `If-Match` فلا يجري التغيير إلا إذا لم يسبقك أحد، وإلا كان الجواب 412. ومن دونه يجري التغيير دائمًا.

api-docs-schemas-title = البُنى
api-docs-schemas-lead = الكائنات التي تأخذها العمليات وتجيب بها، بأسمائها.
api-docs-codes-title = رموز الأخطاء
api-docs-codes-lead = كل قيمة للحقل `code` في المشكلات، مع ما تقوله صفحات المنتج عنها.

api-docs-access-public = يمكن لأي أحد استدعاؤها
api-docs-access-session = تحتاج إلى جلسة
api-docs-access-key = تحتاج إلى جلسة أو مفتاح API
api-docs-access-permission = بصلاحية
api-docs-parameters-path = معاملات المسار
api-docs-parameters-query = معاملات الاستعلام
api-docs-parameters-header = الترويسات
api-docs-body = جسم الطلب
api-docs-responses = الردود
api-docs-returns = تعيد
api-docs-header = الترويسة
api-docs-other = غير ذلك
api-docs-required = مطلوب
api-docs-one-of = واحد من
api-docs-length = الطول
api-docs-range = المجال
api-docs-default = القيمة التلقائية

api-docs-request = الطلب
api-docs-response = الرد
api-docs-request-of = مثال على الطلب: { $operation }
api-docs-response-of = مثال على الرد: { $operation }
api-docs-example-of = مثال: { $name }
