use contract::{
    Page,
    announcements::{AnnouncementUpdate, ManagedAnnouncement},
};
use leptos::prelude::*;
use ui::{
    Button, Card, EmptyState, Gap, HeadingLevel, PageHeader, Pagination, Stack, Toasts, icons,
};

use super::{
    address,
    edit::{EditDialog, Editor},
    row::Row,
};
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    forms::use_alive,
    queries::use_queries,
};

/// A page of announcements, with links to the ones before and after.
#[component]
pub(super) fn Listing(page: Page<ManagedAnnouncement>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let editor = Editor::new();
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

/// Ends an announcement before its time.
pub(super) type End = Action<ManagedAnnouncement, Result<ManagedAnnouncement>>;

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
