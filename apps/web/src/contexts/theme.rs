//! The colour theme.

use contract::Theme;
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
