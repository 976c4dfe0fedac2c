### صفحة مفاتيح API.

api-keys-title = مفاتيح API
api-keys-lead = كيف تستخدم برامجك واجهة API باسمك.
api-keys-card-text = يفعل المفتاح ما تسمح به نطاقاته، ولا يفعل أبدًا أكثر مما يحق لك. عامله ككلمة مرور.
api-keys-create = إنشاء مفتاح
api-keys-empty = لا توجد مفاتيح API بعد
api-keys-empty-text = أنشئ مفتاحًا لاستدعاء الواجهة من برنامج أو خادم. هكذا يستخدمه البرنامج:
api-keys-cut = تُعرض أحدث المفاتيح فقط، وعددها { NUMBER($count) }. توجد مفاتيح أقدم.
api-keys-created = أُنشئ في { $when }
api-keys-never-used = لم يُستخدم بعد
api-keys-used = آخر استخدام: { $when }
api-keys-expires = ينتهي في { $when }
api-keys-replaced = مستبدَل
api-keys-rotate = استبدال
api-keys-rotate-named = استبدال { $name }
api-keys-revoke = إلغاء المفتاح
api-keys-revoke-named = إلغاء المفتاح { $name }

api-keys-create-text = يظهر المفتاح مرة واحدة فقط، فور إنشائه.
api-keys-name = الاسم
api-keys-name-hint = اسم يذكّرك لاحقًا بما يستخدم المفتاح.
api-keys-scopes = ما يُسمح له به
api-keys-scopes-missing = اختر نطاقًا واحدًا على الأقل.
api-keys-expiry = انتهاء الصلاحية
api-keys-expiry-days = { $days ->
    [zero] اليوم
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $days } أيام
    [many] بعد { $days } يومًا
   *[other] بعد { $days } يوم
}
api-keys-expiry-never = أبدًا

api-keys-secret-title = انسخ مفتاحك الجديد
api-keys-secret-text = لن يظهر المفتاح مرة أخرى. احفظه في مكان آمن، مثل برنامج لإدارة كلمات المرور.
api-keys-secret-label = مفتاح API
api-keys-secret-done = حفظته

api-keys-rotate-title = هل تريد استبدال { $name }؟
api-keys-rotate-text = تحصل على مفتاح جديد بالنطاقات نفسها. يبقى المفتاح القديم صالحًا لمدة 24 ساعة ليتسنى لك استبداله.
api-keys-revoke-title = هل تريد إلغاء المفتاح { $name }؟
api-keys-revoke-text = يُرفض من الآن كل ما يستخدم هذا المفتاح، ولا يمكن التراجع عن ذلك.
api-keys-revoked = تم إلغاء المفتاح.
