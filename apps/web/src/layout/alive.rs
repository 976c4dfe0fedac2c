//! Life in the frame around app pages: the place in the navigation, the user's name, the theme,
//! and the forms of the header. The frame itself is markup that only the server renders.

use contract::{Theme, users::User};
use leptos::{ev, ev::SubmitEvent, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use leptos_router::hooks::use_location;
use ui::{
    Toasts, choose_menu_item,
    dom::{all, all_within, first, focus, set_attribute},
    rename_avatar,
};
use web_sys::{HtmlDetailsElement, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::{DISMISS_PATH, THEME_PATH, news::follow_news, place::is_current};
use crate::{
    browser,
    client::{Client, use_client},
    contexts::{use_auth, use_texts, use_theme, use_user},
    queries::{Queries, use_queries},
};

/// Follows, in the frame, what happens in the app. Call it once, inside the router.
pub fn enliven_frame() {
    follow_place();
    follow_user();
    follow_theme();
    follow_news();
    let theme = ThemeSwitch::new();
    // It lasts as long as the document.
    window_event_listener(ev::submit, move |ev| sent(&ev, &theme));
}

/// Marks the current page in the navigation, and does what a document load would: closes the
/// menu, starts reading at the content, learns who is signed in.
fn follow_place() {
    let path = use_location().pathname;
    let queries = use_queries();
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            for link in all(".app-nav-link") {
                let href = link.get_attribute("href").unwrap_or_default();
                let current = is_current(&href, &path).then_some("page");
                set_attribute(&link, "aria-current", current);
            }
            if let Some(menu) = first(".app-menu") {
                menu.unchecked_into::<HtmlDetailsElement>().set_open(false);
            }
            if let Some(main) = first("#main") {
                focus(&main);
            }
            queries.revalidate_me();
        }
        show_place();
        path
    });
}

/// Brings the current page's entry into sight, in a navigation too long for the window. The page
/// itself stays where it is.
fn show_place() {
    let current = first(".app-sidebar .app-nav-link[aria-current=page]");
    let (Some(nav), Some(entry)) = (first(".app-sidebar .app-nav"), current) else {
        return;
    };
    let entry: HtmlElement = entry.unchecked_into();
    let (top, height) = (entry.offset_top(), entry.offset_height());
    let (seen_from, seen) = (nav.scroll_top(), nav.client_height());
    if top < seen_from || top + height > seen_from + seen {
        nav.set_scroll_top(top - (seen - height) / 2);
    }
}

fn follow_user() {
    let name = use_user(User::full_name);
    Effect::new(move |before: Option<String>| {
        let name = name.get();
        // The document already has the first one.
        if before.is_some_and(|before| before != name) {
            for place in all("[data-user=name]") {
                place.set_text_content(Some(&name));
            }
            for avatar in all("[data-user=avatar]") {
                rename_avatar(&avatar, &name);
            }
        }
        name
    });
}

fn follow_theme() {
    let theme = use_theme();
    // Of the account, where another page or device may change it.
    let kept = use_user(|user| user.theme);
    Effect::new(move |before: Option<Theme>| {
        let kept = kept.get();
        if before.is_some_and(|before| before != kept) {
            theme.set(kept);
        }
        kept
    });
    Effect::new(move |before: Option<Theme>| {
        let theme = theme.get();
        // The document already has the first one.
        if before.is_some_and(|before| before != theme) {
            if let Some(root) = document().document_element() {
                set_attribute(&root, "data-theme", Some(theme.as_str()));
            }
            if let Some(item) = first(&format!("#theme-menu [value={theme}]")) {
                choose_menu_item(&item);
            }
        }
        theme
    });
}

/// A form of the frame comes back to the page that is shown now, not to the one it was rendered
/// with. The theme changes in place.
fn sent(ev: &SubmitEvent, theme: &ThemeSwitch) {
    let form = ev
        .target()
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form else { return };
    if let Some(next) = all_within(&form, "input[name=next]").next() {
        next.unchecked_into::<HtmlInputElement>()
            .set_value(&browser::own_path());
    }
    let action = form.get_attribute("action");
    if action.as_deref() == Some(DISMISS_PATH) {
        ev.prevent_default();
        dismiss(&form);
        return;
    }
    if action.as_deref() == Some(THEME_PATH)
        && let Some(button) = ev.submitter()
        && let Some(Ok(chosen)) = button.get_attribute("value").map(|value| value.parse())
    {
        ev.prevent_default();
        theme.choose(chosen);
    }
}

/// Takes an announcement away, and keeps that behind the scenes: if it fails, it is there once more in
/// the next document.
fn dismiss(form: &HtmlFormElement) {
    let id = all_within(form, "input[name=id]").next();
    let id = id.and_then(|id| id.get_attribute("value")?.parse().ok());
    if let Some(main) = first("#main") {
        focus(&main);
    }
    form.remove();
    if let Some(id) = id {
        let client = Client::in_browser();
        spawn_local(async move {
            drop(client.dismiss_announcement(id).await);
        });
    }
}

/// Changes the theme at once and keeps it behind the scenes, one choice after the other; it is taken
/// back if that fails.
struct ThemeSwitch {
    theme: RwSignal<Theme>,
    auth: RwSignal<Option<User>>,
    is_keeping: StoredValue<bool>,
    client: Client,
    queries: Queries,
    texts: &'static i18n::Texts,
}

impl ThemeSwitch {
    fn new() -> Self {
        Self {
            theme: use_theme(),
            auth: use_auth(),
            is_keeping: StoredValue::new(false),
            client: use_client(),
            queries: use_queries(),
            texts: use_texts(),
        }
    }

    fn choose(&self, chosen: Theme) {
        let Self {
            theme,
            auth,
            is_keeping,
            queries,
            texts,
            ..
        } = *self;
        theme.set(chosen);
        if is_keeping.get_value() {
            return;
        }
        is_keeping.set_value(true);
        let client = self.client.clone();
        spawn_local(async move {
            loop {
                let wanted = theme.get_untracked();
                let version =
                    auth.with_untracked(|user| user.as_ref().map_or(0, |user| user.version));
                if let Err(error) = queries.keep_theme(&client, wanted, version).await {
                    let kept = auth.with_untracked(|user| user.as_ref().map(|user| user.theme));
                    theme.set(kept.unwrap_or_default());
                    Toasts.danger(texts.error(error.code()).unwrap_or_default());
                    break;
                }
                if theme.get_untracked() == wanted {
                    break;
                }
            }
            is_keeping.set_value(false);
        });
    }
}
