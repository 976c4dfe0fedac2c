### ما تشترك فيه الصفحات البسيطة: الترويسة والتذييل وصفحات الخطأ.

pages-home = Pilaster، الصفحة الرئيسية
pages-nav-features = المزايا
pages-nav-architecture = كيف يعمل
pages-nav-code = الشيفرة
pages-nav-api = واجهة REST

pages-footer-tagline = أساس متكامل لتطبيقات SaaS بلغة Rust.
pages-footer-product = المنتج
pages-footer-developers = للمطورين
pages-footer-account = الحساب
pages-footer-openapi = وثيقة OpenAPI
pages-footer-licence = ‏MIT أو Apache-2.0

pages-not-found-title = الصفحة غير موجودة
pages-not-found-lead = ربما كان الرابط خاطئًا أو نُقلت الصفحة.
pages-error-title = حدث خطأ ما
pages-error-request = رقم الطلب
pages-error-request-hint = اذكر هذا الرقم عندما تتواصل مع الدعم.
pages-to-start = إلى الصفحة الرئيسية
