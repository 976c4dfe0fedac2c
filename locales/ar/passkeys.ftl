### مفاتيح المرور: تسجيل الدخول بها وإدارتها.

passkeys-sign-in = سجّل الدخول بمفتاح مرور
passkeys-second-factor = استخدم مفتاح مرور
passkeys-cancelled = لم يُستخدم أي مفتاح مرور. حاول مرة أخرى متى شئت.
passkeys-failed = تعذّر على متصفحك استخدام مفتاح مرور. حاول مرة أخرى، أو سجّل الدخول بطريقة أخرى.
passkeys-unsupported = هذا المتصفح لا يدعم مفاتيح المرور. استخدم إصدارًا حديثًا من أي متصفح لإضافة مفتاح.

passkeys-step-up-text = استخدم مفتاح مرور للمتابعة.

passkeys-title = مفاتيح المرور
passkeys-lead = سجّل الدخول ببصمتك أو وجهك أو قفل شاشتك بدلًا من كلمة المرور.
passkeys-add = إضافة مفتاح مرور
passkeys-add-title = إضافة مفتاح مرور
passkeys-add-lead = اختر له اسمًا يدلّك على مكان حفظه. بعدها يسألك متصفحك عن طريقة حفظه.
passkeys-add-submit = متابعة
passkeys-add-cancelled = لم يُحفظ أي مفتاح مرور. حاول مرة أخرى متى شئت.
passkeys-name = الاسم
passkeys-name-example = الحاسوب المحمول
passkeys-added = تمت إضافة مفتاح المرور.
passkeys-rename = إعادة تسمية
passkeys-rename-title = إعادة تسمية مفتاح المرور
passkeys-rename-submit = إعادة تسمية
passkeys-renamed = تمت إعادة تسمية مفتاح المرور.
passkeys-remove = إزالة
passkeys-remove-title = هل تريد إزالة { $name }؟
passkeys-remove-lead = لن تتمكن بعدها من تسجيل الدخول به. ثم احذفه من جهازك أو من مدير كلمات المرور أيضًا.
passkeys-remove-submit = إزالة مفتاح المرور
passkeys-removed = تمت إزالة مفتاح المرور.
passkeys-actions = إجراءات { $name }
passkeys-created = أضيف في { $when }
passkeys-last-used = آخر استخدام { $when }
passkeys-never-used = لم يُستخدم بعد
passkeys-blocked = محظور
passkeys-blocked-hint = قد تكون نسخة منه قيد الاستخدام. أزله وأضف مفتاحًا جديدًا.
passkeys-empty-title = لا توجد مفاتيح مرور بعد
passkeys-empty-lead = أضف مفتاحًا، ويصبح تسجيل دخولك القادم بلمسة.

mail-passkey-added-subject = أُضيف مفتاح مرور إلى حسابك
mail-passkey-added-preview = يمكنك من الآن تسجيل الدخول به.
mail-passkey-added-lead = أُضيف للتو مفتاح مرور إلى حسابك في Pilaster. يمكنك من الآن تسجيل الدخول به، مع كلمة المرور أو من دونها.
mail-passkey-removed-subject = أُزيل مفتاح مرور من حسابك
mail-passkey-removed-preview = لم يعد بالإمكان تسجيل الدخول به.
mail-passkey-removed-lead = أُزيل للتو مفتاح مرور من حسابك في Pilaster، ولم يعد بالإمكان تسجيل الدخول به.
mail-passkey-copied-subject = حُظر أحد مفاتيح مرورك
mail-passkey-copied-preview = يبدو أن نسخة منه قيد الاستخدام.
mail-passkey-copied-lead = حاول شخص ما تسجيل الدخول إلى حسابك في Pilaster بما يبدو أنه نسخة من أحد مفاتيح مرورك. حرصًا على سلامتك حظرنا ذلك المفتاح. أزله من إعدادات الأمان وأضف مفتاحًا جديدًا.
mail-passkey-warning = إن لم تكن أنت من فعل ذلك، فقد يكون حسابك في يد شخص آخر. غيّر كلمة مرورك وتواصل مع الدعم فورًا.
