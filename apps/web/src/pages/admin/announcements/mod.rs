//! Announcements, for the staff: what everybody is told, in a banner above each page.

mod edit;
mod fields;
mod list;
mod row;

use contract::{announcements::AnnouncementQuery, problem::code};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::Deserialize;
use ui::Skeleton;

pub(in crate::pages) use self::fields::level_word;
use self::list::Listing;
use super::Section;
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::ask,
    contexts::{set_title, use_texts},
    pages::{missing::Missing, problem::Refusal},
    queries::use_query,
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

/// Names another page of the list.
fn address(cursor: String) -> String {
    let query = AnnouncementQuery {
        limit: None,
        cursor: Some(cursor),
    };
    super::address::address(PATH, &query)
}
