//! Announcements, for the staff: what everybody is told, in a banner above each page.

mod edit;
mod fields;
mod list;
mod row;

use contract::{announcements::AnnouncementQuery, problem::code};
use leptos::prelude::*;
use ui::Skeleton;

pub(in crate::pages) use self::fields::level_word;
use self::list::Listing;
use super::{Section, address::use_address};
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
    let query = use_address::<AnnouncementQuery>();
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
    let ask = ask::announcements(&super::address::read(page.query()));
    Answers::default().ask(&page.client, ask).await
}

/// Names another page of the list.
fn address(cursor: String) -> String {
    let query = AnnouncementQuery {
        limit: None,
        cursor: Some(cursor),
    };
    super::address::address(PATH, &query)
}
