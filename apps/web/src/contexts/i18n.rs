//! The texts of the page's language.

use contract::Locale;
use i18n::Texts;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct I18n {
    locale: Locale,
    texts: &'static Texts,
}

/// Provides the texts to everything below.
pub fn provide_i18n(locale: Locale, texts: &'static Texts) {
    provide_context(I18n { locale, texts });
}

/// Gets the texts of the page's language, which is the same until the document is reloaded.
pub fn use_texts() -> &'static Texts {
    expect_context::<I18n>().texts
}

/// Gets the page's language.
pub fn use_locale() -> Locale {
    expect_context::<I18n>().locale
}
