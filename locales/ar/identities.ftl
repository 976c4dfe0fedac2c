### الدخول بحساب لدى مزوّد آخر، وربط حساب.

oauth-continue-with = المتابعة باستخدام { $provider }

identities-title = الحسابات المرتبطة
identities-text = سجّل الدخول بحساب لديك عند مزوّد آخر.
identities-none = غير مرتبط
identities-since = رُبط في { $when }
identities-connect = ربط
identities-connect-named = ربط { $provider }
identities-disconnect = إلغاء الربط
identities-disconnect-named = إلغاء ربط { $provider }
identities-disconnect-title = هل تريد إلغاء ربط { $provider }؟
identities-disconnect-text = لن تتمكن من تسجيل الدخول بذلك الحساب إلى أن تربطه من جديد.
identities-disconnected = أُلغي ربط الحساب.
identities-failed-title = لم يُربط الحساب
