### صفحة البداية.

landing-title = Pilaster: أطلق منتجك في ملف تنفيذي واحد
landing-description = أساس متكامل لتطبيقات SaaS بلغة Rust: حسابات وفرق وأدوار وسجلات تدقيق وإشعارات وبريد ومهام خلفية وواجهة REST وتطبيق ويب مترجم، على SQLite أو PostgreSQL.

landing-hero-eyebrow = أساس متكامل لتطبيقات SaaS بلغة Rust
landing-hero-title = أطلق منتجك في ملف تنفيذي واحد.
landing-hero-lead = انسخ المستودع ونفّذ أمرًا واحدًا، وسيتمكن الناس من التسجيل. الحسابات والفرق والأدوار والدعوات والإشعارات وسجلات التدقيق ومنطقة الطاقم وواجهة REST وتطبيق الويب تعمل اليوم، أما الاشتراكات فهي الخطوة التالية على الطبقات نفسها.
landing-hero-start = أنشئ حسابًا
landing-hero-dashboard = افتح لوحة التحكم
landing-hero-api = تصفّح واجهة REST

landing-visual-label = نافذة أوامر يشغّل فيها cargo xtask dev منصة Pilaster، وخلفها صفحة المستخدمين في المنتج: حقل بحث وجدول بالأشخاص وحالاتهم.
landing-mock-users-lead = كل من يملك حسابًا.
landing-mock-search = ابحث بالاسم أو العنوان
landing-mock-name = الاسم
landing-mock-status = الحالة
landing-mock-joined = تاريخ الانضمام
landing-mock-active = نشط
landing-mock-deactivated = معطّل
landing-mock-superuser = مشرف عام

landing-facts-label = باختصار
landing-fact-binary = ملف تنفيذي واحد
landing-fact-binary-detail = الخادم والعامل وترحيل البيانات وجميع الملفات الثابتة في ملف واحد.
landing-fact-databases = قاعدتا بيانات
landing-fact-databases-detail = SQLite وPostgreSQL، والاختبارات نفسها تجري على كلتيهما.
landing-fact-script = لا JavaScript قبل الدخول
landing-fact-script-detail = هذه الصفحة وكل النماذج التي تسبق لوحة التحكم تعمل من دونه.
landing-fact-door = باب واحد إلى البيانات
landing-fact-door-detail = الصفحات تستدعي واجهة REST نفسها التي يستدعيها الجميع.

landing-features-eyebrow = ما يعمل اليوم
landing-features-title = ما يحتاج إليه كل منتج، منجز بإتقان مرة واحدة
landing-features-lead = كل ما يلي موجود في الشيفرة اليوم، وتختبره اختبارات على قاعدتي البيانات وفي متصفح حقيقي.

landing-accounts-title = حسابات تحفظ السر
landing-accounts-text = تسجيل وتأكيد بالبريد واستعادة ومفاتيح مرور وتحقق بخطوتين، ودخول بحساب Google أو GitHub أو Microsoft أو أي مزوّد OpenID. العنوان المعروف والعنوان المجهول يحصلان على الجواب نفسه في الوقت نفسه، فلا يستطيع أحد أن يعرف من هم عملاؤك.
landing-accounts-step-sign-up = التسجيل
landing-accounts-step-mail = رسالة التأكيد
landing-accounts-step-sign-in = الدخول
landing-sessions-title = جلسات تنتبه إلى السرقة
landing-sessions-text = تتبدل رموز التجديد عند كل استخدام. يُغتفر الجواب الضائع أو علامة التبويب الثانية، أما الرمز المسروق إذا استُخدم من جديد فينهي الجلسة ويُبلَّغ صاحبها بالبريد.
landing-sessions-visual = استُبدل الرمز الأول بالثاني والثاني بالثالث. قُدِّم الرمز الأول من جديد، فانتهت الجلسة.
landing-sessions-used = مستخدم
landing-sessions-current = حالي
landing-sessions-reused = استُخدم ثانية
landing-sessions-ended = انتهت الجلسة
landing-teams-title = فرق لا يرى بعضها بعضًا
landing-teams-text = أدوار مدمجة وأخرى ينشئها الفريق، يتحقق منها كل مسار. لا أحد يمنح ما لا يملكه، وعلى PostgreSQL يشكّل أمان مستوى الصفوف جدارًا ثانيًا بين الفرق.
landing-teams-step-shared = شورك معه للتعديل
landing-audit-title = سجلات تدقيق تثبت سلامتها
landing-audit-text = يُكتب كل تغيير في سلسلة من البصمات ضمن المعاملة التي تُجريه. وأمر واحد يكشف السطر الذي غيّره أحد من وراء المنتج.
landing-invitations-title = دعوات لها حدود
landing-invitations-text = عنوان واحد أو عناوين كثيرة دفعة واحدة. لا يصلح الرابط إلا لعنوانه، ولا يمنح أكثر مما يستطيع مرسله منحه.
landing-sharing-title = مشاركة كل شيء على حدة
landing-sharing-text = يُشارك المشروع الواحد مع عضو أو دور، للعرض أو للتعديل. وهو النموذج لكل ما ستبنيه.
landing-notifications-title = أخبار بلا إعادة تحميل
landing-notifications-text = جرس يعدّ في كل صفحة مفتوحة، ورسالة يومية بما لم يُقرأ، واختيار لكل نوع.
landing-admin-title = منطقة لطاقمك
landing-admin-text = الحسابات والفرق والرسائل والمهام، لكل منها دور. ومن يتصرف باسم غيره يُسجَّل ذلك بالاسمين.
landing-rendering-title = كاملة من الخادم، حيّة في المتصفح
landing-rendering-text = يولّد Leptos كل صفحة على الخادم ثم تصبح تفاعلية بعد تسجيل الدخول. وما جلبه الخادم من بيانات لا يُطلب مرة أخرى.
landing-api-title = واجهة واحدة تصف نفسها
landing-api-text = واجهة REST تحت ⁦/api/v1⁩ مع وثيقة OpenAPI 3.1 ومرجع يمكن تصفحه دون اتصال، وشكل واحد لكل خطأ.
landing-databases-title = SQLite أو PostgreSQL
landing-databases-text = ابدأ بملف. ووجّه DATABASE_URL إلى خادم عندما يكبر منتجك، دون أن يتغير سطر واحد من شيفرتك.
landing-jobs-title = عمل لا يضيع مع ⁦kill -9⁩
landing-jobs-text = توضع الرسائل في الطابور ضمن المعاملة التي تسببها، ويرسلها عامل بحجز مؤقت وإعادة محاولة وطابور للمتعثر منها. العملية التي تُقتل لا تُضيع شيئًا.
landing-languages-title = كل كلمة، وفي الاتجاهين
landing-languages-text = الترجمة الناقصة لا تُترجم برمجيًا. صيغ الجمع والتواريخ والأرقام والكتابة من اليمين إلى اليسار مشمولة.
landing-languages-sample = أهلًا بعودتك
landing-languages-count = { $count ->
    [zero] لا رسائل جديدة
    [one] رسالة جديدة واحدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    [many] { $count } رسالة جديدة
   *[other] { $count } رسالة جديدة
}
landing-accessible-title = للجميع دون استثناء
landing-accessible-text = لوحة المفاتيح وقارئ الشاشة والهاتف والمظهران الفاتح والداكن. كل صفحة تفحصها أداة axe في متصفح حقيقي.
landing-security-title = سياسة محتوى صارمة
landing-security-text = لا طرف ثالث ولا أنماط مضمّنة ولا نصوص برمجية مضمّنة. قبل تسجيل الدخول لا يعمل أي نص برمجي، وبعده لا تعمل إلا ملفات التطبيق نفسها. وتبقى رموز الجلسة في ملفات ارتباط HttpOnly.
landing-next-title = في خارطة الطريق
landing-next-text = الخطوة التالية هي الاشتراكات والفواتير. وتخزين الملفات لم يُبنَ بعد أيضًا.

landing-architecture-eyebrow = كيف يعمل
landing-architecture-title = كل طلب يسلك الطريق نفسه
landing-architecture-lead = الصفحة التي تُولَّد على الخادم تستدعي الواجهة داخل العملية نفسها بملفات ارتباط الزائر. هناك مكان واحد يُقرَّر فيه حق الوصول، ولا طريق حوله.
landing-architecture-browser = المتصفح
landing-architecture-browser-detail = ‏fetch مع ملفات الارتباط
landing-architecture-page = الصفحة على الخادم
landing-architecture-page-detail = داخل العملية، دون اتصال شبكي
landing-architecture-api = الواجهة
landing-architecture-api-detail = من يسأل، وهل المدخلات سليمة
landing-architecture-services = الخدمات
landing-architecture-services-detail = الصلاحية أولًا ثم العملية
landing-architecture-database = قاعدة البيانات
landing-architecture-database-detail = البيانات والمهام في معاملة واحدة
landing-architecture-worker = العامل
landing-architecture-worker-detail = البريد والمهام مع إعادة المحاولة

landing-code-eyebrow = الشيفرة التي تبني عليها
landing-code-title = دوال بسيطة تُقرأ كالقواعد التي تفرضها
landing-code-lead = لا إطار عمل خاصًا بنا عليك أن تتعلمه. كل عملية دالة غير متزامنة: سياق، ثم فاعل، ثم مدخلات.
landing-code-point-input = تُفكَّك المدخلات حقلًا حقلًا، فلا تُبنى الشيفرة إذا أضيف حقل حتى يقرر أحد ما يفعله.
landing-code-point-clock = الوقت والعشوائية يأتيان من السياق، والاختبارات تضبطهما معًا.
landing-code-point-errors = الأخطاء رموز ثابتة، وتطبيق الويب يصوغها بالكلمات بكل لغة.
landing-code-label = دالة من خدمات Pilaster بلغة Rust

landing-start-eyebrow = ابدأ
landing-start-title = أمر واحد لتشغيله وأمر واحد لاختباره
landing-start-lead = تحتاج إلى Rust ومترجم C وgit. يثبّت الأمر ما ينقص، وينشئ قاعدة البيانات ويملؤها ببيانات تجريبية ثم يبدأ الخدمة.
landing-start-step-dev = شغّل كل شيء
landing-start-step-test = اختبر كل شيء
landing-start-step-build = ابنِ الملف الذي ستنشره

landing-cta-title = شاهده من الداخل
landing-cta-text = أنشئ حسابًا وأكّد العنوان وتجوّل، ثم اقرأ الشيفرة التي فعلت ذلك.
