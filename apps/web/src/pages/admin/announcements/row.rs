use chrono::{DateTime, Utc};
use contract::announcements::{AnnouncementLevel, AnnouncementText, ManagedAnnouncement};
use i18n::Texts;
use leptos::prelude::*;
use ui::{Badge, BadgeVariant, Button, ButtonSize, ButtonVariant, Icon, IconSize, Toasts, icons};

use super::{edit::Editor, list::End};
use crate::{
    contexts::{use_calendar, use_texts},
    pages::row_button::RowButton,
};

/// An announcement, and what can be done with it.
#[component]
pub(super) fn Row(
    announcement: ManagedAnnouncement,
    editor: Editor,
    end: End,
    alive: RwSignal<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let icon = match announcement.level {
        AnnouncementLevel::Info => icons::MEGAPHONE,
        AnnouncementLevel::Warning => icons::TRIANGLE_ALERT,
    };
    let (starts_at, ends_at) = (announcement.starts_at, announcement.ends_at);
    let AnnouncementText { title, text } = announcement.texts.en.clone();
    let shown = announcement.clone();
    let badge = move || {
        alive.get().then(|| {
            let (variant, words) = state(texts, &shown, now());
            view! { <Badge variant>{words}</Badge> }
        })
    };
    let ended = announcement.clone();
    let end_button = move || {
        let is_over = || ends_at.is_some_and(|end| end <= now());
        (alive.get() && !is_over()).then(|| view! { <EndButton announcement=ended.clone() end /> })
    };
    view! {
        <li class="entry">
            <span class="session-icon">
                <Icon icon size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    <bdi>{title.clone()}</bdi>
                    {badge}
                </p>
                <p class="session-facts">
                    <bdi>{text}</bdi>
                </p>
                <Times starts_at ends_at />
            </div>
            <div class="session-actions">
                <RowButton
                    label=texts.announcements_edit_named(&title)
                    act=move || editor.show(Some(announcement.clone()))
                    word=texts.action_edit()
                />
                {end_button}
            </div>
        </li>
    }
}

#[component]
fn Times(starts_at: DateTime<Utc>, ends_at: Option<DateTime<Utc>>) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let time = move |at| calendar.date_time(at);
    view! {
        <p class="session-facts">
            <span>{move || texts.announcements_from(&time(starts_at))}</span>
            {ends_at
                .map(|end| {
                    view! { <span>{move || texts.announcements_until(&time(end))}</span> }
                })}
        </p>
    }
}

#[component]
fn EndButton(announcement: ManagedAnnouncement, end: End) -> impl IntoView {
    let texts = use_texts();
    let label = texts.announcements_end_named(&announcement.texts.en.title);
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            label
            on:click=move |_| {
                Toasts.clear();
                end.dispatch(announcement.clone());
            }
        >
            {texts.announcements_end()}
        </Button>
    }
}

/// Whether an announcement is shown now, as far as this device knows the time.
fn state(
    texts: &'static Texts,
    announcement: &ManagedAnnouncement,
    now: DateTime<Utc>,
) -> (BadgeVariant, &'static str) {
    if announcement.ends_at.is_some_and(|end| end <= now) {
        (BadgeVariant::Neutral, texts.announcements_state_over())
    } else if announcement.starts_at > now {
        (BadgeVariant::Outline, texts.announcements_state_planned())
    } else {
        (BadgeVariant::Success, texts.announcements_state_current())
    }
}

/// The time by the clock of this device; on the server nothing asks for it.
fn now() -> DateTime<Utc> {
    #[cfg(feature = "hydrate")]
    let milliseconds = js_sys::Date::now();
    #[cfg(not(feature = "hydrate"))]
    let milliseconds = 0.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of our time are far from the bounds"
    )]
    DateTime::from_timestamp_millis(milliseconds as i64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use contract::{AnnouncementId, Locale, announcements::AnnouncementTexts};

    use super::*;

    #[test]
    fn state_follows_the_time() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let text = AnnouncementText {
            title: "T".to_owned(),
            text: "X".to_owned(),
        };
        let announcement = ManagedAnnouncement {
            id: "00000000-0000-0000-0000-000000000000"
                .parse::<AnnouncementId>()
                .unwrap(),
            level: AnnouncementLevel::Info,
            texts: AnnouncementTexts { en: text, ar: None },
            starts_at: at(10),
            ends_at: Some(at(20)),
            created_by: None,
            version: 1,
            created_at: at(0),
        };
        let texts = Texts::embedded(Locale::En);
        for (now, expected) in [
            (9, texts.announcements_state_planned()),
            (10, texts.announcements_state_current()),
            (20, texts.announcements_state_over()),
        ] {
            assert_eq!(state(texts, &announcement, at(now)).1, expected, "{now}");
        }
    }
}
