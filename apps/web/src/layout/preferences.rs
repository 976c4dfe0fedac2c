//! Language and theme, as menus of plain forms that work on every page. On app pages
//! [`super::alive`] changes the theme in place; a new language always loads the document anew.

use contract::{Locale, Theme};
use leptos::prelude::*;
use ui::{
    ButtonSize, DropdownMenu, DropdownMenuContent, DropdownMenuForm, DropdownMenuItem,
    DropdownMenuTrigger, Icon, IconData, icons,
};

use super::{LOCALE_PATH, THEME_PATH};
use crate::contexts::{theme::theme_name, use_locale, use_own_path, use_texts, use_theme};

/// The menu of languages, each by its own name.
#[component]
pub fn LanguageSwitcher() -> impl IntoView {
    let texts = use_texts();
    let current = use_locale();
    let path = use_own_path();
    let label = format!("{}: {}", texts.language_label(), current.native_name());
    // Made inside the menu, which tells its items how to behave.
    let items = move || {
        Locale::ALL
            .map(|locale| {
                view! {
                    <DropdownMenuItem
                        submit=true
                        name="locale"
                        value=locale.code()
                        lang=locale.code()
                        checked=locale == current
                    >
                        {locale.native_name()}
                    </DropdownMenuItem>
                }
            })
            .collect_view()
    };
    view! {
        <DropdownMenu id="language-menu">
            <DropdownMenuTrigger size=ButtonSize::Icon label>
                <Icon icon=icons::LANGUAGES />
            </DropdownMenuTrigger>
            <DropdownMenuContent>
                <DropdownMenuForm action=LOCALE_PATH>
                    <input type="hidden" name="next" value=path />
                    {items()}
                </DropdownMenuForm>
            </DropdownMenuContent>
        </DropdownMenu>
    }
}

/// The menu of themes.
#[component]
pub fn ThemeSwitcher() -> impl IntoView {
    let texts = use_texts();
    let current = use_theme().get_untracked();
    let path = use_own_path();
    let items = move || {
        Theme::ALL
            .map(|theme| {
                view! {
                    <DropdownMenuItem
                        submit=true
                        name="theme"
                        value=theme.as_str()
                        icon=icon(theme)
                        checked=theme == current
                    >
                        {theme_name(texts, theme)}
                    </DropdownMenuItem>
                }
            })
            .collect_view()
    };
    view! {
        <DropdownMenu id="theme-menu">
            <DropdownMenuTrigger size=ButtonSize::Icon label=texts.theme_label()>
                // The style sheet shows the one of the document's theme.
                {Theme::ALL
                    .map(|theme| view! { <Icon icon=icon(theme) class=format!("theme-icon-{theme}") /> })
                    .collect_view()}
            </DropdownMenuTrigger>
            <DropdownMenuContent>
                <DropdownMenuForm action=THEME_PATH>
                    <input type="hidden" name="next" value=path />
                    {items()}
                </DropdownMenuForm>
            </DropdownMenuContent>
        </DropdownMenu>
    }
}

const fn icon(theme: Theme) -> IconData {
    match theme {
        Theme::Light => icons::SUN,
        Theme::Dark => icons::MOON,
        Theme::System => icons::MONITOR,
    }
}
