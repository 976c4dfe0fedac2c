use contract::{
    announcements::{
        AnnouncementCreate, AnnouncementLevel, AnnouncementText, AnnouncementTexts,
        ManagedAnnouncement,
    },
    validation,
};
use i18n::Texts;
use leptos::{html, prelude::*};
use ui::{FormField, Input, Select, SelectOption, Textarea};

use crate::{
    contexts::use_texts,
    forms::{FormErrors, Values},
};

#[expect(
    clippy::cast_possible_wrap,
    reason = "a small constant of the contract"
)]
const TEXT_MAX: i64 = validation::ANNOUNCEMENT_MAX as i64;

/// Reads the form.
pub(super) fn read(form: NodeRef<html::Form>) -> AnnouncementCreate {
    let values = Values::of(form);
    let text = |title: &str, text: &str| AnnouncementText {
        title: values.get(title),
        text: values.get(text),
    };
    let ar = text("title_ar", "text_ar");
    let has_ar = !ar.title.trim().is_empty() || !ar.text.trim().is_empty();
    let level = values.get("level");
    AnnouncementCreate {
        level: AnnouncementLevel::ALL
            .into_iter()
            .find(|known| known.as_str() == level)
            .unwrap_or_default(),
        texts: AnnouncementTexts {
            en: text("title_en", "text_en"),
            ar: has_ar.then_some(ar),
        },
        starts_at: None,
        ends_at: None,
        hours: values.get("hours").parse().ok(),
    }
}

/// What is asked of an announcement. A new one, of which there is nothing yet, is also asked for how
/// long it is shown.
#[component]
pub(super) fn Fields(edited: Option<ManagedAnnouncement>, errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let is_new = edited.is_none();
    let level = edited.as_ref().map(|it| it.level).unwrap_or_default();
    let (en, ar) = edited.map(|it| (it.texts.en, it.texts.ar)).unzip();
    view! {
        <FormField id="announcement-level" label=texts.announcements_level()>
            <Select name="level" value=level.as_str() options=levels(texts) />
        </FormField>
        <English text=en errors />
        <Arabic text=ar.flatten() errors />
        {is_new
            .then(|| {
                view! {
                    <FormField id="announcement-hours" label=texts.announcements_hours()>
                        <Select name="hours" value="" options=lives(texts) />
                    </FormField>
                }
            })}
    }
}

/// Title and text, of which there is nothing yet in a new announcement.
fn words(text: Option<AnnouncementText>) -> (String, String) {
    text.map(|it| (it.title, it.text)).unwrap_or_default()
}

#[component]
fn English(text: Option<AnnouncementText>, errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let (title, text) = words(text);
    view! {
        <FormField
            id="announcement-title-en"
            label=texts.announcements_title_en()
            errors=errors.of("texts.en.title")
            required=true
        >
            <Input name="title_en" value=title autocomplete="off" attr:lang="en" />
        </FormField>
        <FormField
            id="announcement-text-en"
            label=texts.announcements_text_en()
            hint=texts.announcements_text_hint(TEXT_MAX)
            errors=errors.of("texts.en.text")
            required=true
        >
            <Textarea name="text_en" value=text attr:lang="en" />
        </FormField>
    }
}

/// Nobody has to translate what is announced.
#[component]
fn Arabic(text: Option<AnnouncementText>, errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let (title, text) = words(text);
    view! {
        <FormField
            id="announcement-title-ar"
            label=texts.announcements_title_ar()
            hint=texts.announcements_ar_hint()
            errors=errors.of("texts.ar.title")
        >
            <Input
                name="title_ar"
                value=title
                autocomplete="off"
                attr:lang="ar"
                attr:dir="rtl"
            />
        </FormField>
        <FormField
            id="announcement-text-ar"
            label=texts.announcements_text_ar()
            hint=texts.announcements_text_hint(TEXT_MAX)
            errors=errors.of("texts.ar.text")
        >
            <Textarea name="text_ar" value=text attr:lang="ar" attr:dir="rtl" />
        </FormField>
    }
}

fn levels(texts: &Texts) -> Vec<SelectOption> {
    AnnouncementLevel::ALL
        .into_iter()
        .map(|level| SelectOption::new(level.as_str(), level_word(texts, level)))
        .collect()
}

/// How much an announcement matters, in words.
pub(in crate::pages) fn level_word(texts: &Texts, level: AnnouncementLevel) -> &str {
    match level {
        AnnouncementLevel::Info => texts.announcements_level_info(),
        AnnouncementLevel::Warning => texts.announcements_level_warning(),
    }
}

/// For how long an announcement may be shown.
fn lives(texts: &Texts) -> Vec<SelectOption> {
    vec![
        SelectOption::new("", texts.announcements_hours_open()),
        SelectOption::new("24", texts.announcements_hours_day()),
        SelectOption::new("168", texts.announcements_hours_week()),
        SelectOption::new("720", texts.announcements_hours_month()),
    ]
}
