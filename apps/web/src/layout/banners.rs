//! What the frame tells: the bell with the number of what is unread, and announcements. Their forms and
//! links work as they come; [`super::news`] and [`super::alive`] follow what changes.

use contract::{
    announcements::{Announcement, AnnouncementLevel, Announcements},
    notifications::{COUNTED, UnreadCount},
};
use leptos::{attr::custom::custom_attribute, prelude::*};
use ui::{Icon, IconSize, icons};

use super::DISMISS_PATH;
use crate::contexts::{is_impersonated, use_own_path, use_texts};

/// What the frame around app pages tells.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// How much is unread.
    pub unread: UnreadCount,
    /// What is announced.
    pub announcements: Announcements,
}

fn use_frame() -> Frame {
    use_context().unwrap_or_default()
}

/// The way to the notifications, with how many are unread.
#[component]
pub(super) fn Bell() -> impl IntoView {
    let texts = use_texts();
    let UnreadCount { unread, latest } = use_frame().unread;
    let count = i64::try_from(unread).unwrap_or(i64::MAX);
    let label = if unread == 0 {
        texts.notifications_bell().to_owned()
    } else {
        texts.notifications_bell_unread(count)
    };
    let most = unread >= COUNTED;
    let shown = if most {
        "99+".to_owned()
    } else {
        texts.number(count)
    };
    let latest = custom_attribute("data-latest", latest.to_string());
    view! {
        <a class="app-bell button button-ghost button-icon" href="/notifications" {..latest}>
            <Icon icon=icons::BELL />
            <span class="visually-hidden" aria-live="polite">
                {label}
            </span>
            <span class="app-bell-count" aria-hidden="true" hidden=unread == 0>
                {shown}
            </span>
        </a>
    }
}

/// What is announced to everybody, until it is put away.
#[component]
pub(super) fn Banners() -> impl IntoView {
    let texts = use_texts();
    view! {
        <section class="app-banners" aria-label=texts.announcements_region() aria-live="polite">
            <BannerList />
        </section>
    }
}

/// What the place of the announcements holds, which an open page asks for anew when something else is
/// announced.
#[component]
pub(crate) fn BannerList() -> impl IntoView {
    let path = use_own_path();
    let Announcements { items, revision } = use_frame().announcements;
    let revision = custom_attribute("data-revision", revision);
    let banners = items
        .into_iter()
        .map(|announcement| view! { <Banner announcement path=path.to_string() /> })
        .collect_view();
    view! { <div {..revision}>{banners}</div> }
}

#[component]
fn Banner(announcement: Announcement, path: String) -> impl IntoView {
    let texts = use_texts();
    let Announcement {
        id,
        level,
        title,
        text,
    } = announcement;
    let (icon, class) = match level {
        AnnouncementLevel::Info => (icons::MEGAPHONE, "app-banner alert-info"),
        AnnouncementLevel::Warning => (icons::TRIANGLE_ALERT, "app-banner alert-warning"),
    };
    let label = texts.announcements_dismiss(&title);
    view! {
        <form class=class method="post" action=DISMISS_PATH>
            <input type="hidden" name="next" value=path />
            <input type="hidden" name="id" value=id.to_string() />
            <Icon icon class="app-banner-icon" />
            <p class="app-banner-text" dir="auto">
                <strong>{title}</strong>
                " "
                <span>{text}</span>
            </p>
            {(!is_impersonated())
                .then(|| {
                    view! {
                        <button
                            class="app-banner-dismiss button button-ghost button-icon"
                            aria-label=label
                        >
                            <Icon icon=icons::X size=IconSize::Md />
                        </button>
                    }
                })}
        </form>
    }
}
