### An account that was locked after many failed sign-ins: the mail and the page behind its link.

lockouts-title = افتح حسابك
lockouts-lead = أقفلناه بعد محاولات كثيرة فاشلة لتسجيل الدخول. إن كنت تعرف كلمة مرورك، فافتحه ثم سجّل الدخول.
lockouts-submit = فتح الحساب
lockouts-done-title = فُتح حسابك
lockouts-done-lead = يمكنك تسجيل الدخول من جديد.
lockouts-failed-title = لم يعد هذا الرابط صالحًا
lockouts-failed-lead = استُخدم من قبل أو انتهت صلاحيته. جرّب تسجيل الدخول: إن كان الحساب لا يزال مقفلًا، فكلمة مرور جديدة تفتحه أيضًا.

mail-unlock-subject = افتح حسابك
mail-unlock-preview = فشل أحدهم في تسجيل الدخول إلى حسابك مرات كثيرة متتالية.
mail-unlock-lead = فشل أحدهم في تسجيل الدخول إلى حسابك في Pilaster مرات كثيرة متتالية، فأقفلناه. لا يؤثر ذلك في الأجهزة التي سجّلت الدخول عليها.
mail-unlock-action = فتح الحساب
mail-unlock-advice = إن لم تكن أنت، فإن أحدهم يحاول تخمين كلمة مرورك، ولم يعثر عليها. يفيدك أن تختار كلمة مرور طويلة لا تستخدمها في أي مكان آخر.
mail-unlock-reason = تصلك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.
