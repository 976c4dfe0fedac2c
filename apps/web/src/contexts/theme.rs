//! The colour theme.

use contract::Theme;
use i18n::Texts;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct ThemeContext(RwSignal<Theme>);

/// Provides the theme to everything below.
pub fn provide_theme(theme: Theme) -> RwSignal<Theme> {
    let signal = RwSignal::new(theme);
    provide_context(ThemeContext(signal));
    signal
}

/// Gets the theme; on app pages it changes without a reload.
pub fn use_theme() -> RwSignal<Theme> {
    expect_context::<ThemeContext>().0
}

/// The name of a theme.
pub fn theme_name(texts: &'static Texts, theme: Theme) -> &'static str {
    match theme {
        Theme::Light => texts.theme_light(),
        Theme::Dark => texts.theme_dark(),
        Theme::System => texts.theme_system(),
    }
}
