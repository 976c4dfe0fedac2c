//! Announcements, for the staff: what everybody is told, in a banner above each page.

use chrono::{DateTime, Utc};
use contract::{
    Page,
    announcements::{
        AnnouncementCreate, AnnouncementLevel, AnnouncementQuery, AnnouncementText,
        AnnouncementTexts, AnnouncementUpdate, ManagedAnnouncement, TEXT_MAX,
    },
    problem::code,
    validation,
};
use i18n::Texts;
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_location;
use serde::Deserialize;
use ui::{
    Badge, BadgeVariant, Button, ButtonKind, ButtonSize, ButtonVariant, Card, Dialog, DialogClose,
    DialogContent, DialogFooter, DialogTitle, EmptyState, FormField, Gap, HeadingLevel, Icon,
    IconSize, Input, PageHeader, Pagination, Select, SelectOption, Skeleton, Stack, Toasts, icons,
};

use super::Section;
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{Result, ask, use_client},
    contexts::{set_title, use_calendar, use_texts},
    forms::{FormErrors, Values, focus_first_error, use_alive},
    pages::{missing::Missing, problem::Refusal},
    queries::{use_queries, use_query},
};

const PATH: &str = Section::Announcements.path();

/// The page.
#[component]
pub(super) fn Announcements() -> impl IntoView {
    let texts = use_texts();
    let search = use_location().search;
    let query = Memo::new(move |_| search.with(|search| read(search)));
    let announcements = use_query(move || query.with(ask::announcements));
    move || match announcements.latest.get() {
        Some((_, Err(error))) if error.code() == code::INVALID => view! { <Missing /> }.into_any(),
        Some((_, Err(error))) => view! { <Refusal error retry=announcements.retry /> }.into_any(),
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some((_, Ok(page))) => {
            set_title(texts.announcements_title());
            view! { <Listing page /> }.into_any()
        }
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    let ask = ask::announcements(&read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// Reads the address. What cannot be understood counts as absent.
fn read(search: &str) -> AnnouncementQuery {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Address {
        cursor: String,
    }
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let said: Address = serde_urlencoded::from_str(search).unwrap_or_default();
    AnnouncementQuery {
        limit: None,
        cursor: Some(said.cursor).filter(|cursor| !cursor.is_empty()),
    }
}

fn address(cursor: String) -> String {
    let query = AnnouncementQuery {
        limit: None,
        cursor: Some(cursor),
    };
    super::address::address(PATH, &query)
}

/// What the dialog is about.
#[derive(Clone, Copy)]
struct Editor {
    open: RwSignal<bool>,
    /// The announcement that is changed; a new one if there is none.
    edited: RwSignal<Option<ManagedAnnouncement>>,
}

impl Editor {
    fn show(self, edited: Option<ManagedAnnouncement>) {
        Toasts.clear();
        self.edited.set(edited);
        self.open.set(true);
    }
}

#[component]
fn Listing(page: Page<ManagedAnnouncement>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let editor = Editor {
        open: RwSignal::new(false),
        edited: RwSignal::new(None),
    };
    let end = use_end();
    let is_empty = page.items.is_empty();
    let items = page.items;
    let (previous, next) = (
        page.previous_cursor.map(address),
        page.next_cursor.map(address),
    );
    let has_pages = previous.is_some() || next.is_some();
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title=texts.announcements_title() description=texts.announcements_lead()>
                <Button
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| editor.show(None)
                >
                    {texts.announcements_create()}
                </Button>
            </PageHeader>
            <Card>
                {is_empty
                    .then(|| {
                        view! {
                            <EmptyState
                                icon=icons::MEGAPHONE
                                title=texts.announcements_empty_title()
                                text=texts.announcements_empty_text()
                                level=HeadingLevel::H2
                            />
                        }
                    })} <ul class="session-list announcement-list">
                    <For
                        each=move || items.clone()
                        key=|announcement| (announcement.id, announcement.version)
                        children=move |announcement| {
                            view! { <Row announcement editor end alive /> }
                        }
                    />
                </ul>
            </Card>
            {has_pages
                .then(|| {
                    view! {
                        <Pagination
                            label=texts.announcements_pages()
                            previous_label=texts.action_previous()
                            next_label=texts.action_next()
                            previous
                            next
                        />
                    }
                })}
        </Stack>
        <EditDialog editor />
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

type End = Action<ManagedAnnouncement, Result<ManagedAnnouncement>>;

fn use_end() -> End {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let end = Action::new(move |announcement: &ManagedAnnouncement| {
        let client = client.clone();
        let (id, version) = (announcement.id, announcement.version);
        async move {
            let input = AnnouncementUpdate {
                hours: Some(0),
                ..AnnouncementUpdate::default()
            };
            queries
                .update_announcement(&client, id, &input, version)
                .await
        }
    });
    let done = end.value();
    Effect::new(move || match done.get() {
        None => {}
        Some(Ok(_)) => Toasts.success(texts.announcements_ended()),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    end
}

#[component]
fn Row(
    announcement: ManagedAnnouncement,
    editor: Editor,
    end: End,
    alive: RwSignal<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let is_disabled = Signal::derive(move || !alive.get());
    let (starts_at, ends_at) = (announcement.starts_at, announcement.ends_at);
    let time = move |at| calendar.date_time(at);
    let icon = match announcement.level {
        AnnouncementLevel::Info => icons::MEGAPHONE,
        AnnouncementLevel::Warning => icons::TRIANGLE_ALERT,
    };
    let AnnouncementText { title, text } = announcement.texts.en.clone();
    let edit_label = texts.announcements_edit_named(&title);
    let end_label = texts.announcements_end_named(&title);
    let is_over = move |now| ends_at.is_some_and(|end| end <= now);
    let shown = announcement.clone();
    let badge = move || {
        alive.get().then(|| {
            let (variant, words) = state(texts, &shown, now());
            view! { <Badge variant>{words}</Badge> }
        })
    };
    let ended = announcement.clone();
    let end_button = move || {
        (alive.get() && !is_over(now())).then(|| {
            let (ended, end_label) = (ended.clone(), end_label.clone());
            view! {
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    label=end_label
                    on:click=move |_| {
                        Toasts.clear();
                        end.dispatch(ended.clone());
                    }
                >
                    {texts.announcements_end()}
                </Button>
            }
        })
    };
    view! {
        <li class="entry">
            <span class="session-icon">
                <Icon icon size=IconSize::Lg />
            </span>
            <div class="session-text">
                <p class="session-name">
                    <bdi>{title}</bdi>
                    {badge}
                </p>
                <p class="session-facts">
                    <bdi>{text}</bdi>
                </p>
                <p class="session-facts">
                    <span>{move || texts.announcements_from(&time(starts_at))}</span>
                    {ends_at
                        .map(|end| {
                            view! {
                                <span>{move || texts.announcements_until(&time(end))}</span>
                            }
                        })}
                </p>
            </div>
            <div class="session-actions">
                <Button
                    variant=ButtonVariant::Outline
                    size=ButtonSize::Sm
                    label=edit_label
                    disabled=is_disabled
                    on:click=move |_| editor.show(Some(announcement.clone()))
                >
                    {texts.action_edit()}
                </Button>
                {end_button}
            </div>
        </li>
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

#[component]
fn EditDialog(editor: Editor) -> impl IntoView {
    let texts = use_texts();
    let title = move || {
        if editor.edited.with(Option::is_some) {
            texts.announcements_edit()
        } else {
            texts.announcements_create()
        }
    };
    view! {
        <Dialog id="announcement" open=editor.open>
            <DialogContent close_label=texts.action_close()>
                <DialogTitle>{title}</DialogTitle>
                // A form of its own for each, so that none begins with what another one ended with.
                {move || {
                    editor
                        .open
                        .get()
                        .then(|| {
                            let edited = editor.edited.get_untracked();
                            view! { <EditForm editor edited /> }
                        })
                }}
            </DialogContent>
        </Dialog>
    }
}

#[component]
fn EditForm(editor: Editor, edited: Option<ManagedAnnouncement>) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let is_new = edited.is_none();
    let save = use_save(editor, form, errors);
    let known = edited.clone();
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = read_form(form);
        match validation::check(&input) {
            Ok(()) => {
                save.dispatch((known.clone(), input));
            }
            Err(refused) => {
                errors.show(refused);
                focus_first_error(form);
            }
        }
    };
    let level = edited.as_ref().map(|it| it.level).unwrap_or_default();
    let (en, ar) = edited.map(|it| (it.texts.en, it.texts.ar)).unzip();
    let (en_title, en_text) = en.map(|it| (it.title, it.text)).unwrap_or_default();
    let (ar_title, ar_text) = ar
        .flatten()
        .map(|it| (it.title, it.text))
        .unwrap_or_default();
    let longest = u32::try_from(TEXT_MAX).unwrap_or(u32::MAX);
    view! {
        <form
            id="announcement-form"
            class="form-stack"
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| errors.follow(validation::check(&read_form(form)))
        >
            <FormField id="announcement-level" label=texts.announcements_level()>
                <Select name="level" value=level.as_str() options=levels(texts) />
            </FormField>
            <FormField
                id="announcement-title-en"
                label=texts.announcements_title_en()
                errors=errors.of("texts.en.title")
                required=true
            >
                <Input name="title_en" value=en_title autocomplete="off" attr:lang="en" />
            </FormField>
            <FormField
                id="announcement-text-en"
                label=texts.announcements_text_en()
                errors=errors.of("texts.en.text")
                required=true
            >
                <Input
                    name="text_en"
                    value=en_text
                    autocomplete="off"
                    maxlength=longest
                    attr:lang="en"
                />
            </FormField>
            <FormField
                id="announcement-title-ar"
                label=texts.announcements_title_ar()
                hint=texts.announcements_ar_hint()
                errors=errors.of("texts.ar.title")
            >
                <Input
                    name="title_ar"
                    value=ar_title
                    autocomplete="off"
                    attr:lang="ar"
                    attr:dir="rtl"
                />
            </FormField>
            <FormField
                id="announcement-text-ar"
                label=texts.announcements_text_ar()
                errors=errors.of("texts.ar.text")
            >
                <Input
                    name="text_ar"
                    value=ar_text
                    autocomplete="off"
                    maxlength=longest
                    attr:lang="ar"
                    attr:dir="rtl"
                />
            </FormField>
            {is_new
                .then(|| {
                    view! {
                        <FormField id="announcement-hours" label=texts.announcements_hours()>
                            <Select name="hours" value="" options=lives(texts) />
                        </FormField>
                    }
                })}
        </form>
        <DialogFooter>
            <DialogClose>{texts.action_cancel()}</DialogClose>
            <Button kind=ButtonKind::Submit form="announcement-form" loading=save.pending()>
                {if is_new { texts.announcements_publish() } else { texts.action_save() }}
            </Button>
        </DialogFooter>
    }
}

fn levels(texts: &Texts) -> Vec<SelectOption> {
    AnnouncementLevel::ALL
        .into_iter()
        .map(|level| {
            let label = match level {
                AnnouncementLevel::Info => texts.announcements_level_info(),
                AnnouncementLevel::Warning => texts.announcements_level_warning(),
            };
            SelectOption::new(level.as_str(), label)
        })
        .collect()
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

fn read_form(form: NodeRef<html::Form>) -> AnnouncementCreate {
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

type Save =
    Action<(Option<ManagedAnnouncement>, AnnouncementCreate), (bool, Result<ManagedAnnouncement>)>;

fn use_save(editor: Editor, form: NodeRef<html::Form>, errors: FormErrors) -> Save {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let save = Action::new(
        move |(edited, input): &(Option<ManagedAnnouncement>, AnnouncementCreate)| {
            let (client, edited, input) = (client.clone(), edited.clone(), input.clone());
            async move {
                let Some(edited) = edited else {
                    return (true, queries.create_announcement(&client, &input).await);
                };
                let update = AnnouncementUpdate {
                    level: Some(input.level),
                    texts: Some(input.texts),
                    ..AnnouncementUpdate::default()
                };
                let (id, version) = (edited.id, edited.version);
                let changed = queries.update_announcement(&client, id, &update, version);
                (false, changed.await)
            }
        },
    );
    let done = save.value();
    Effect::new(move || match done.get() {
        None => {}
        Some((is_new, Ok(_))) => {
            editor.open.set(false);
            Toasts.success(if is_new {
                texts.announcements_published()
            } else {
                texts.announcements_saved()
            });
        }
        Some((_, Err(error))) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some((_, Err(error))) => {
            editor.open.set(false);
            Toasts.danger(texts.error(error.code()).unwrap_or_default());
        }
    });
    save
}

#[cfg(test)]
mod tests {
    use contract::{AnnouncementId, Locale};

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
