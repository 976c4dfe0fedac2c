# One message for each rule of a field: `too_short` is worded by `validation-too-short`.

validation-required = املأ هذا الحقل.
validation-too-short = { $min ->
    [zero] لا يوجد حد أدنى لعدد الأحرف.
    [one] أدخل حرفًا واحدًا على الأقل.
    [two] أدخل حرفين على الأقل.
    [few] أدخل { $min } أحرف على الأقل.
    [many] أدخل { $min } حرفًا على الأقل.
   *[other] أدخل { $min } حرف على الأقل.
}
validation-too-long = { $max ->
    [zero] اترك هذا الحقل فارغًا.
    [one] أدخل حرفًا واحدًا على الأكثر.
    [two] أدخل حرفين على الأكثر.
    [few] أدخل { $max } أحرف على الأكثر.
    [many] أدخل { $max } حرفًا على الأكثر.
   *[other] أدخل { $max } حرف على الأكثر.
}
validation-email-invalid = أدخل عنوان بريد إلكتروني، مثل { "\u2068" }name@example.com{ "\u2069" }.
validation-password-weak = من السهل تخمين كلمة المرور هذه. اجعلها أطول أو استخدم عدة كلمات لا صلة بينها.
validation-password-contains-identity = اختر كلمة مرور لا تتضمن اسمك أو بريدك الإلكتروني.
validation-name-invalid = اكتب الاسم من دون روابط أو رموز خاصة.
validation-locale-unknown = اختر لغة من القائمة.
validation-theme-unknown = اختر مظهرًا من القائمة.
validation-time-zone-unknown = اختر منطقة زمنية من القائمة.
validation-totp-code-invalid = أدخل الأرقام الستة من تطبيق المصادقة.
validation-unknown-field = هذا الحقل غير متوقع هنا. احذفه.
validation-malformed = هذه القيمة ليست بالصيغة المتوقعة. صحّحها.
validation-out-of-range = أدخل رقمًا من { NUMBER($min) } إلى { NUMBER($max) }.
validation-unchanged = هذه هي القيمة الحالية. أدخل قيمة أخرى.
validation-slug-invalid = استخدم حروفًا لاتينية صغيرة وأرقامًا وشرطات بينها؛ بعض الكلمات محجوزة.
validation-unknown = لم يعد هذا الخيار متاحًا. اختر غيره.
validation-name-reserved = يشبه هذا الاسم اسم دور هو جزء من المنتج. اختر اسمًا آخر.
