### الرسائل. { $name } هو الاسم الأول لمن توجَّه إليه الرسالة.

mail-hello = مرحبًا { $name }،
mail-hello-nameless = مرحبًا،
mail-link-hint = إن لم يعمل الزر، فافتح هذا الرابط في متصفحك:
mail-link-expiry = { $hours ->
    [zero] يعمل الرابط مرة واحدة.
    [one] يعمل الرابط مرة واحدة، خلال ساعة واحدة.
    [two] يعمل الرابط مرة واحدة، خلال ساعتين.
    [few] يعمل الرابط مرة واحدة، خلال { $hours } ساعات.
    [many] يعمل الرابط مرة واحدة، خلال { $hours } ساعة.
   *[other] يعمل الرابط مرة واحدة، خلال { $hours } ساعة.
}

mail-verify-subject = أكِّد عنوان بريدك الإلكتروني
mail-verify-preview = نقرة واحدة ويصبح حسابك في Pilaster جاهزًا.
mail-verify-lead = شكرًا لتسجيلك في Pilaster. أكِّد أن هذا العنوان لك، وسيكون حسابك جاهزًا.
mail-verify-action = تأكيد العنوان
mail-verify-reason = وصلتك هذه الرسالة لأن شخصًا ما سجّل في Pilaster بعنوانك. إن لم تكن أنت من فعل ذلك فلا داعي لفعل أي شيء، إذ لا يُنشأ حساب من دون التأكيد.

mail-registered-subject = لديك حساب بالفعل
mail-registered-preview = حاول شخص ما التسجيل في Pilaster بعنوانك.
mail-registered-lead = حاول شخص ما التسجيل في Pilaster بهذا العنوان، لكن لديك حسابًا بالفعل. إن كنت أنت من حاول، فسجّل الدخول بكلمة المرور التي اخترتها سابقًا.
mail-registered-action = تسجيل الدخول
mail-registered-calm = لم يتغير شيء في حسابك، ولم يُخبَر من حاول بوجوده.
mail-registered-reason = وصلتك هذه الرسالة لأن عنوانك مرتبط بحساب في Pilaster. إن لم تكن أنت من حاول فلا داعي لفعل أي شيء.

mail-again-subject = يُرجى التسجيل مرة أخرى
mail-again-preview = هناك عدة طلبات تسجيل معلّقة بعنوانك، وواحد منها فقط قد يكون لك.
mail-again-lead = لقد طلبت رابطًا جديدًا لتأكيد عنوانك. هناك عدة طلبات تسجيل معلّقة بهذا العنوان، لكل منها كلمة مرور خاصة، ولا نستطيع معرفة أيها طلبك.
mail-again-ask = حتى لا تصبح كلمة مرور شخص آخر كلمة مرور حسابك، يُرجى التسجيل مرة أخرى واستخدام الرابط الذي سيصلك في الرسالة التالية.
mail-again-action = التسجيل من جديد
mail-again-reason = وصلتك هذه الرسالة لأن شخصًا ما طلب رابط تأكيد لعنوانك. إن لم تكن أنت من طلبه فلا داعي لفعل أي شيء.

mail-reset-subject = اختر كلمة مرور جديدة
mail-reset-preview = افتح الرابط الذي في هذه الرسالة لتعود إلى حسابك.
mail-reset-lead = طلب شخص ما إعادة تعيين كلمة مرور حسابك في Pilaster. إن كنت أنت من طلب ذلك فاختر كلمة مرور جديدة. سيُسجَّل خروجك من جميع أجهزتك.
mail-reset-action = اختيار كلمة مرور جديدة
mail-reset-reason = وصلتك هذه الرسالة لأن كلمة مرور جديدة طُلبت لحسابك في Pilaster. إن لم تكن أنت من طلبها فتجاهل الرسالة، وتبقى كلمة مرورك كما هي.

mail-unconfirmed-subject = يُرجى التسجيل مرة أخرى
mail-unconfirmed-preview = لم يُؤكَّد عنوانك بعد، فلا توجد كلمة مرور لإعادة تعيينها.
mail-unconfirmed-lead = طلب شخص ما إعادة تعيين كلمة مرور حساب في Pilaster بعنوانك. لا يوجد حساب كهذا بعد: بدأ التسجيل بهذا العنوان، لكن العنوان لم يُؤكَّد.
mail-unconfirmed-ask = للحصول على حساب، يُرجى التسجيل مرة أخرى بكلمة مرور من اختيارك واستخدام الرابط الذي سيصلك في الرسالة التالية.
mail-unconfirmed-action = التسجيل من جديد
mail-unconfirmed-reason = وصلتك هذه الرسالة لأن كلمة مرور جديدة طُلبت بعنوانك. إن لم تكن أنت من طلبها فلا داعي لفعل أي شيء.

mail-password-subject = تم تغيير كلمة مرورك
mail-password-preview = سُجِّل خروجك من جميع أجهزتك الأخرى.
mail-password-lead = تم للتو تغيير كلمة مرور حسابك في Pilaster. سُجِّل الخروج من جميع أجهزتك الأخرى، وسيتطلب الدخول منها كلمة المرور الجديدة.
mail-password-action = مراجعة إعدادات الأمان
mail-password-warning = إن لم تكن أنت من غيّرها، فقد يكون حسابك في يد شخص آخر. تواصل مع الدعم فورًا.
mail-password-reason = وصلتك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.

mail-theft-subject = أنهينا إحدى جلساتك
mail-theft-preview = استُخدم مفتاحها مرتين، وهذا لا ينبغي أن يحدث أبدًا.
mail-theft-lead = المفتاح الذي يُبقي أحد أجهزتك مسجَّل الدخول استُخدم مرتين، وهو ما يحدث عندما ينسخه شخص ما. حرصًا على سلامتك أنهينا تلك الجلسة، وعلى ذلك الجهاز تسجيل الدخول من جديد.
mail-theft-action = مراجعة إعدادات الأمان
mail-theft-advice = لم تُكشف كلمة مرورك في هذه الحادثة. وإن كنت تشك في أن أحدًا وصل إلى أحد أجهزتك، فغيّر كلمة مرورك، فيُسجَّل الخروج من جميع الأجهزة الأخرى.
mail-theft-reason = وصلتك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.

mail-device-subject = تسجيل دخول جديد إلى حسابك
mail-device-preview = سجّل شخص ما الدخول من متصفح لم نعرفه من قبل.
mail-device-lead = تم للتو تسجيل الدخول إلى حسابك في Pilaster من متصفح لم يُستخدم معه من قبل. إن كنت أنت من فعل ذلك فلا داعي لفعل أي شيء.
mail-device-place = كان ذلك عبر { $browser } على { $system } من العنوان { $address }.
mail-device-place-of = كان ذلك عبر { $device } من العنوان { $address }.
mail-device-place-unknown = كان ذلك من العنوان { $address }.
mail-device-action = مراجعة جلساتك
mail-device-warning = إن لم تكن أنت، فأنهِ تلك الجلسة وغيّر كلمة مرورك فورًا.
mail-device-reason = وصلتك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.

mail-totp-enabled-subject = فُعِّل التحقق بخطوتين
mail-totp-enabled-preview = يتطلب تسجيل الدخول الآن رمزًا من تطبيق المصادقة.
mail-totp-enabled-lead = أُضيف للتو تطبيق مصادقة إلى حسابك في Pilaster. سيُطلب منك من الآن رمز منه عند تسجيل الدخول. احفظ رموز الاسترداد في مكان آمن، فهي تُدخلك إن فقدت التطبيق.
mail-totp-removed-subject = أُوقف التحقق بخطوتين
mail-totp-removed-preview = لم يعد تسجيل الدخول يتطلب رمزًا.
mail-totp-removed-lead = أُزيل للتو تطبيق المصادقة من حسابك في Pilaster. لم يعد تسجيل الدخول يتطلب رمزًا، ولم تعد رموز الاسترداد صالحة.
mail-totp-warning = إن لم تكن أنت من فعل ذلك، فقد يكون حسابك في يد شخص آخر. غيّر كلمة مرورك وتواصل مع الدعم فورًا.
mail-totp-reason = وصلتك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.

mail-recovery-code-subject = استُخدم أحد رموز الاسترداد
mail-recovery-code-preview = حلّ الرمز محل تطبيق المصادقة.
mail-recovery-code-lead = استُخدم للتو أحد رموز الاسترداد لتسجيل الدخول إلى حسابك في Pilaster، ولن يعمل مرة أخرى.
mail-recovery-code-left = { $left ->
    [zero] لم يبقَ لديك أي رمز استرداد. أنشئ رموزًا جديدة من إعدادات الأمان.
    [one] بقي لديك رمز استرداد واحد. أنشئ رموزًا جديدة من إعدادات الأمان.
    [two] بقي لديك رمزا استرداد. أنشئ رموزًا جديدة من إعدادات الأمان.
    [few] بقي لديك { $left } رموز استرداد. يمكنك إنشاء رموز جديدة من إعدادات الأمان.
    [many] بقي لديك { $left } رمز استرداد. يمكنك إنشاء رموز جديدة من إعدادات الأمان.
   *[other] بقي لديك { $left } رمز استرداد. يمكنك إنشاء رموز جديدة من إعدادات الأمان.
}
mail-email-old-subject = أكِّد تغيير عنوان بريدك الإلكتروني
mail-email-old-preview = يجب أن يؤكّد التغيير كلٌّ من عنوانك القديم والجديد.
mail-email-old-lead = طلبت تغيير عنوان البريد الإلكتروني لحسابك في Pilaster، وهو لا يزال هذا العنوان. أكِّد التغيير من هنا، ومن الرابط الذي أرسلناه إلى العنوان الجديد أيضًا.
mail-email-old-action = تأكيد التغيير
mail-email-old-address = العنوان الجديد هو { $email }.
mail-email-old-reason = وصلتك هذه الرسالة لأن شخصًا ما طلب تغيير عنوان حسابك في Pilaster. إن لم تكن أنت من طلب ذلك فلا تؤكّده، وغيّر كلمة مرورك، فقد يكون شخص آخر داخل حسابك.

mail-email-new-subject = أكِّد عنوان بريدك الجديد
mail-email-new-preview = نقرة هنا وأخرى في بريدك القديم ويتغير عنوانك.
mail-email-new-lead = طلبت استخدام هذا العنوان لحسابك في Pilaster. أكِّد أنه لك، وأكِّد التغيير أيضًا من الرابط الذي أرسلناه إلى عنوانك القديم.
mail-email-new-action = تأكيد العنوان
mail-email-new-reason = وصلتك هذه الرسالة لأن شخصًا ما طلب استخدام عنوانك لحسابه في Pilaster. إن لم تكن أنت من طلب ذلك فتجاهل الرسالة، إذ لا يتغير شيء من دون التأكيد.

mail-email-wanted-subject = أراد شخص ما استخدام عنوان بريدك
mail-email-wanted-preview = العنوان مرتبط بحسابك ويبقى له.
mail-email-wanted-lead = طلب شخص ما تغيير عنوان حساب آخر في Pilaster إلى هذا العنوان المرتبط بحسابك. لا يكون للعنوان الواحد إلا حساب واحد. إن كنت أنت من طلب ذلك فغيّر عنوان هذا الحساب أو أغلقه أولًا.
mail-email-wanted-action = مراجعة إعدادات الأمان
mail-email-wanted-calm = لم يتغير شيء في حسابك، ولم يُخبَر من حاول بوجوده.
mail-email-wanted-reason = وصلتك هذه الرسالة لأن عنوانك مرتبط بحساب في Pilaster. إن لم تكن أنت من حاول فلا داعي لفعل أي شيء.

mail-email-changed-subject = تم تغيير عنوان بريدك الإلكتروني
mail-email-changed-preview = إن لم تكن أنت من غيّره، فيمكنك التراجع خلال 7 أيام.
mail-email-changed-lead = تم للتو تغيير عنوان البريد الإلكتروني لحسابك في Pilaster، فلم يعد هذا العنوان مرتبطًا به. إن لم تكن أنت من فعل ذلك فتراجع عن التغيير: يعود هذا العنوان إلى الحساب ويُسجَّل خروج الجميع منه.
mail-email-changed-action = التراجع عن التغيير
mail-email-changed-address = العنوان الجديد هو { $email }.
mail-email-changed-calm = يعمل الرابط لمدة 7 أيام. إن كنت أنت من غيّر العنوان فلا داعي لفعل أي شيء.
mail-email-changed-reason = وصلتك هذه الرسالة لأن هذا العنوان كان مرتبطًا بحساب في Pilaster حتى الآن.

mail-email-restored-subject = عاد عنوان بريدك إلى حسابك
mail-email-restored-preview = سُجِّل الخروج من جميع الأجهزة.
mail-email-restored-lead = تم التراجع عن تغيير عنوان بريدك. عاد هذا العنوان إلى حسابك في Pilaster، وسُجِّل الخروج من جميع الأجهزة، وأُلغيت مفاتيح API التي أُنشئت منذ ذلك الحين.
mail-email-restored-action = اختيار كلمة مرور جديدة
mail-email-restored-advice = إن كان شخص آخر هو من غيّر العنوان فقد يعرف كلمة مرورك. اختر كلمة مرور جديدة الآن وراجع إعدادات الأمان.
mail-email-restored-reason = وصلتك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.

mail-deactivated-subject = تم تعطيل حسابك
mail-deactivated-preview = لم يُحذف شيء، ولا يستطيع أحد الدخول إليه.
mail-deactivated-lead = لقد عطّلت حسابك في Pilaster. سُجِّل الخروج من جميع الأجهزة وتوقفت مفاتيح API عن العمل، ولم يُحذف شيء.
mail-deactivated-action = فتح Pilaster
mail-deactivated-advice = لإعادة تفعيل حسابك، أو إن لم تكن أنت من عطّله، تواصل مع الدعم.
mail-staff-deactivated-subject = تم تعطيل حسابك
mail-staff-deactivated-preview = لم يُحذف شيء، ولا يستطيع أحد الدخول إليه.
mail-staff-deactivated-lead = عطّل فريق الدعم حسابك في Pilaster. سُجِّل الخروج من جميع الأجهزة وتوقفت مفاتيح API عن العمل، ولم يُحذف شيء.
mail-staff-deactivated-advice = لمعرفة السبب أو لإعادة تفعيل حسابك، تواصل مع الدعم.
mail-staff-mfa-reset-subject = أُعيد ضبط التحقق بخطوتين
mail-staff-mfa-reset-preview = لم يعد تسجيل الدخول يتطلب رمزًا.
mail-staff-mfa-reset-lead = أزال فريق الدعم تطبيق المصادقة ورموز الاسترداد من حسابك في Pilaster بناءً على طلب ورد إلينا. لم يعد تسجيل الدخول يتطلب رمزًا.
mail-staff-mfa-reset-action = إعداد التحقق بخطوتين
mail-staff-mfa-reset-advice = إن لم تطلب ذلك فغيّر كلمة مرورك الآن وتواصل مع الدعم: هناك من يحاول الدخول إلى حسابك.
mail-deactivated-reason = وصلتك هذه الرسالة لأنها تتعلق بحسابك في Pilaster.

mail-deleting-subject = سيُحذف حسابك
mail-deleting-preview = ما زال بإمكانك الاحتفاظ به خلال 14 يومًا.
mail-deleting-lead = طلبت حذف حسابك في Pilaster. سُجِّل الخروج من جميع الأجهزة وتوقفت مفاتيح API عن العمل. إن غيّرت رأيك فاحتفظ بحسابك من الرابط الذي في هذه الرسالة.
mail-deleting-action = الاحتفاظ بحسابي
mail-deleting-day = سيُحذف حسابك وكل ما فيه في { $day }.
mail-deleting-calm = إن لم تكن أنت من طلب ذلك فاحتفظ بالحساب واختر كلمة مرور جديدة، فقد يكون شخص آخر قد وصل إليه.
mail-deleting-reason = وصلتك هذه الرسالة لأنها تتعلق بحسابك في Pilaster.

mail-deleted-subject = حُذف حسابك
mail-deleted-preview = هذه آخر رسالة بشأنه.
mail-deleted-lead = انقضت الأيام الأربعة عشر: حُذف حسابك في Pilaster وكل ما فيه، كما طلبت.
mail-deleted-action = فتح Pilaster
mail-deleted-return = إن أردت العودة يومًا ما، فيمكنك إنشاء حساب جديد بهذا العنوان.
mail-deleted-reason = وصلتك هذه الرسالة الأخيرة لأن هذا العنوان كان مرتبطًا بحساب في Pilaster حتى الآن.

mail-export-subject = ملف بياناتك جاهز
mail-export-preview = يمكنك تنزيله خلال 7 أيام.
mail-export-lead = أصبح ملف تصدير بياناتك الذي طلبته جاهزًا. سجّل الدخول لتنزيله.
mail-export-action = الذهاب إلى حسابي
mail-export-expiry = يُحتفظ به لمدة 7 أيام ثم يُحذف.
mail-export-reason = وصلتك هذه الرسالة لأن شخصًا مسجّل الدخول إلى حسابك في Pilaster طلب تصدير بياناتك. إن لم تكن أنت من طلب ذلك فغيّر كلمة مرورك، فيُسجَّل الخروج من جميع الأجهزة الأخرى.

mail-identity-linked-subject = رُبطت طريقة جديدة للدخول بحسابك
mail-identity-linked-preview = يمكن الآن الدخول إلى حسابك بحساب لدى مزوّد آخر.
mail-identity-linked-lead = رُبط للتو حساب لدى مزوّد آخر بحسابك في Pilaster. يمكن من الآن استخدامه لتسجيل الدخول.
mail-identity-unlinked-subject = أُلغي ربط إحدى طرق الدخول
mail-identity-unlinked-preview = لم يعد الدخول إلى حسابك عبر ذلك المزوّد ممكنًا.
mail-identity-unlinked-lead = أُلغي للتو ربط حساب لدى مزوّد آخر بحسابك في Pilaster. لم يعد استخدامه لتسجيل الدخول ممكنًا.
mail-identity-provider = المزوّد هو { $provider }.
mail-identity-action = مراجعة إعدادات الأمان
mail-identity-warning = إن لم تكن أنت من فعل ذلك، فقد يكون حسابك في يد شخص آخر. غيّر كلمة مرورك وتواصل مع الدعم فورًا.
mail-identity-reason = وصلتك هذه الرسالة لأنها تتعلق بأمان حسابك في Pilaster.

mail-invitation-subject = دعوة من { $inviter } إلى { $team }
mail-invitation-nameless-subject = أنت مدعو إلى فريق
mail-invitation-preview = اطّلع على الدعوة، ثم اقبلها أو ارفضها.
mail-invitation-lead = تلقيت دعوة من { $inviter } للانضمام إلى الفريق «{ $team }» على Pilaster.
mail-invitation-nameless-lead = أنت مدعو للانضمام إلى فريق على Pilaster.
mail-invitation-ask = افتح الدعوة لتعرف ما سيكون دورك، ولتقبلها أو ترفضها.
mail-invitation-action = افتح الدعوة
mail-invitation-expiry = { $days ->
    [zero] لم يعد الرابط صالحًا.
    [one] يعمل الرابط لمدة يوم واحد، ولهذا العنوان وحده.
    [two] يعمل الرابط لمدة يومين، ولهذا العنوان وحده.
    [few] يعمل الرابط لمدة { $days } أيام، ولهذا العنوان وحده.
    [many] يعمل الرابط لمدة { $days } يومًا، ولهذا العنوان وحده.
   *[other] يعمل الرابط لمدة { $days } يوم، ولهذا العنوان وحده.
}
mail-invitation-reason = وصلتك هذه الرسالة لأن عضوًا في فريق على Pilaster دعا عنوانك. إن كنت لا تعرفه فتجاهلها، فلن يحدث شيء ما لم تقبل.
mail-unread-subject = لديك إشعارات غير مقروءة
mail-unread-preview = إليك ما قد يكون فاتك.
mail-unread-lead = حدث شيء أثناء غيابك. إليك ما لم تقرأه بعد.
mail-unread-action = فتح الإشعارات
mail-unread-more = { $count ->
    [zero] لا مزيد.
    [one] وإشعار واحد آخر.
    [two] وإشعاران آخران.
    [few] و{ $count } إشعارات أخرى.
    [many] و{ $count } إشعارًا آخر.
   *[other] و{ $count } إشعار آخر.
}
mail-unread-preferences = لاختيار ما نراسلك بشأنه أو لإيقاف هذه الرسائل: { $url }
mail-unread-reason = تصلك هذه الرسالة لأن لديك إشعارات غير مقروءة في Pilaster. وهي تصل مرة واحدة في اليوم على الأكثر.
