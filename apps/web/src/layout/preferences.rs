//! Language and theme, as menus of plain forms that work on every page. On app pages the theme
//! changes in place; a new language always loads the document anew.

use contract::{Locale, Theme};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_fetch::QueryClient;
use ui::{
    ButtonSize, DropdownMenu, DropdownMenuContent, DropdownMenuForm, DropdownMenuItem,
    DropdownMenuTrigger, Icon, IconData, Toasts, icons,
};

use crate::{
    client::Client,
    contexts::{use_auth, use_locale, use_own_path, use_texts, use_theme},
    queries,
};

/// Where the language is chosen.
pub const LOCALE_PATH: &str = "/preferences/locale";
/// Where the theme is chosen.
pub const THEME_PATH: &str = "/preferences/theme";

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
                        checked=Signal::stored(locale == current)
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
    let current = use_theme();
    let path = use_own_path();
    let apply = use_apply_theme();
    let items = move || {
        Theme::ALL
            .map(|theme| {
                view! {
                    <DropdownMenuItem
                        submit=true
                        name="theme"
                        value=theme.as_str()
                        icon=icon(theme)
                        checked=Signal::derive(move || current.get() == theme)
                    >
                        {name(texts, theme)}
                    </DropdownMenuItem>
                }
            })
            .collect_view()
    };
    view! {
        <DropdownMenu id="theme-menu">
            <DropdownMenuTrigger size=ButtonSize::Icon label=texts.theme_label()>
                {move || view! { <Icon icon=icon(current.get()) /> }}
            </DropdownMenuTrigger>
            <DropdownMenuContent>
                <DropdownMenuForm action=THEME_PATH on:submit=apply>
                    <input type="hidden" name="next" value=path />
                    {items()}
                </DropdownMenuForm>
            </DropdownMenuContent>
        </DropdownMenu>
    }
}

/// The name of a theme.
pub fn name(texts: &'static i18n::Texts, theme: Theme) -> &'static str {
    match theme {
        Theme::Light => texts.theme_light(),
        Theme::Dark => texts.theme_dark(),
        Theme::System => texts.theme_system(),
    }
}

const fn icon(theme: Theme) -> IconData {
    match theme {
        Theme::Light => icons::SUN,
        Theme::Dark => icons::MOON,
        Theme::System => icons::MONITOR,
    }
}

/// Changes the theme at once and keeps it behind the scenes; it is taken back if that fails.
fn use_apply_theme() -> impl Fn(SubmitEvent) + Clone + 'static {
    let texts = use_texts();
    let theme = use_theme();
    let auth = use_auth();
    // Plain pages have neither; there the form is sent as it is.
    let client = use_context::<Client>();
    let queries = use_context::<QueryClient>();
    let toasts = use_context::<Toasts>();
    move |ev| {
        let (Some(client), Some(queries)) = (client.clone(), queries) else {
            return;
        };
        let Some(chosen) = ev
            .submitter()
            .and_then(|button| button.get_attribute("value"))
            .and_then(|value| value.parse::<Theme>().ok())
        else {
            return;
        };
        let Some(version) = auth.with_untracked(|user| user.as_ref().map(|user| user.version))
        else {
            return;
        };
        ev.prevent_default();
        let before = theme.get_untracked();
        theme.set(chosen);
        spawn_local(async move {
            if let Err(error) = queries::keep_theme(&client, queries, chosen, version).await {
                theme.set(before);
                if let Some(toasts) = toasts {
                    toasts.danger(texts.error(error.code()).unwrap_or_default());
                }
            }
        });
    }
}
