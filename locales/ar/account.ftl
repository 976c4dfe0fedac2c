### صفحة الحساب كله، والصفحات التي تقود إليها روابط رسائله.

account-title = الحساب
account-lead = عنوانك وبياناتك وإنهاء حسابك.

account-email = البريد الإلكتروني
account-email-text = تسجّل الدخول بالعنوان { $email }. لتغييره أكِّد التغيير في صندوقَي البريد: القديم والجديد.
account-email-new = البريد الإلكتروني الجديد
account-email-change = تغيير العنوان
account-email-sent-title = تحقق من صندوقَي البريد
account-email-sent = أرسلنا رابطًا إلى عنوانك القديم وآخر إلى الجديد. يتغير عنوانك بعد فتح الرابطين.

account-export = بياناتك
account-export-text = احصل على نسخة مما نحتفظ به عنك في ملف JSON. نراسلك عندما تصبح جاهزة.
account-export-ask = تصدير بياناتي
account-export-pending = قيد الإعداد…
account-export-ready = جاهز للتنزيل، { NUMBER($kilobytes) } كيلوبايت
account-export-made = طُلب في { $when }
account-export-until = محفوظ حتى { $when }
account-export-download = تنزيل
account-export-download-named = تنزيل ملف { $when }
account-export-asked = يجري إعداد ملف بياناتك.

account-deactivate = تعطيل الحساب
account-deactivate-text = يُسجَّل خروجك من كل مكان ولا يستطيع أحد الدخول. لا يُحذف شيء، ولا يعيد الحساب إلا فريق الدعم.
account-deactivate-action = تعطيل
account-deactivate-title = هل تريد تعطيل حسابك؟

account-delete = حذف الحساب
account-delete-text = يُحذف حسابك وكل ما فيه بعد 14 يومًا. حتى ذلك الحين يمكنك الاحتفاظ به برابط نرسله إليك.
account-delete-action = حذف الحساب
account-delete-title = هل تريد حذف حسابك؟
account-delete-confirm = اكتب { $email } للتأكيد
account-delete-mismatch = هذا ليس عنوان بريدك.

account-confirm-title = تغيير عنوان بريدك
account-confirm-lead = أكِّد أنك تريد تغيير عنوان البريد الإلكتروني لحسابك.
account-confirm-submit = تأكيد التغيير
account-confirm-waiting-title = بقي صندوق بريد واحد
account-confirm-waiting-lead = افتح الآن الرابط الذي في الرسالة المرسلة إلى عنوانك الآخر، وبعدها يتغير عنوانك.
account-confirm-changed-title = تم تغيير عنوان بريدك
account-confirm-changed-lead = سجّل الدخول من الآن بعنوانك الجديد.

account-undo-title = التراجع عن تغيير العنوان
account-undo-lead = يستعيد حسابك هذا العنوان، ويُسجَّل خروج الجميع منه.
account-undo-submit = التراجع عن التغيير
account-undo-done-title = عاد عنوانك
account-undo-done-lead = سُجِّل خروج الجميع. اختر الآن كلمة مرور جديدة تحسبًا لأن يعرف شخص آخر كلمتك الحالية.
account-undo-reset = اختيار كلمة مرور جديدة

account-keep-title = الاحتفاظ بحسابك
account-keep-lead = لن يُحذف حسابك، ويمكنك تسجيل الدخول من جديد.
account-keep-submit = الاحتفاظ بحسابي
account-keep-done-title = حسابك باقٍ
account-keep-done-lead = لم يعد حسابك معرضًا للحذف.

account-link-failed-title = لم يعد هذا الرابط صالحًا
account-link-failed-lead = استُخدم من قبل أو انتهت صلاحيته.
