//! The projects of a team: the list at `/t/{slug}/projects`, and a page for each. What is shown is in
//! the address, as with all lists.
//!
//! What somebody may do with a project stands in the project, since one may be shared with them that
//! their role does not show; buttons for the rest are not there.

mod acts;
mod address;
mod create;
mod detail;
mod edit;
mod fields;
mod list;
mod search;
mod share;
mod table;

use contract::projects::{ProjectGrantLevel, ProjectStatus};
use i18n::Texts;
use leptos::{html, prelude::*};
use ui::{Badge, BadgeVariant};

use self::{detail::ProjectDetail, list::Projects};
use crate::{
    contexts::use_texts,
    layout::place::page_of_team,
    pages::{chunks::Chunk, missing::Missing},
};

#[cfg(feature = "ssr")]
pub(crate) mod load {
    //! Asking for what the pages show.

    pub(crate) use super::{detail::load as detail, list::load as list};
}

/// A page of projects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    List,
    Detail,
}

impl Place {
    fn of(path: &str) -> Option<Self> {
        match page_of_team(path)?.strip_prefix(address::PAGE)? {
            "" => Some(Self::List),
            _ => Some(Self::Detail),
        }
    }
}

/// The page of the address.
#[component]
pub fn ProjectPages() -> impl IntoView {
    let place = Chunk::Projects.use_place(Place::of);
    move || match place.get() {
        Some(Place::List) => view! { <Projects /> }.into_any(),
        Some(Place::Detail) => view! { <ProjectDetail /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

/// How far a project is, in words.
pub(crate) fn status_word(texts: &'static Texts, status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Planned => texts.projects_status_planned(),
        ProjectStatus::Active => texts.projects_status_active(),
        ProjectStatus::Paused => texts.projects_status_paused(),
        ProjectStatus::Done => texts.projects_status_done(),
    }
}

/// How much is shared, in words.
pub(crate) fn level_word(texts: &'static Texts, level: ProjectGrantLevel) -> &'static str {
    match level {
        ProjectGrantLevel::Viewer => texts.projects_level_viewer(),
        ProjectGrantLevel::Editor => texts.projects_level_editor(),
    }
}

/// Gives the focus to a page whose button that had it is gone.
fn focus(place: NodeRef<html::Div>) {
    request_animation_frame(move || {
        // It may be gone with its page.
        if let Some(place) = place.try_get_untracked().flatten() {
            // It fails only for elements that have left the document.
            drop(place.focus());
        }
    });
}

#[component]
fn StatusBadge(status: ProjectStatus) -> impl IntoView {
    let texts = use_texts();
    let variant = match status {
        ProjectStatus::Planned => BadgeVariant::Neutral,
        ProjectStatus::Active => BadgeVariant::Accent,
        ProjectStatus::Paused => BadgeVariant::Warning,
        ProjectStatus::Done => BadgeVariant::Success,
    };
    view! {
        <Badge variant dot=true>
            {status_word(texts, status)}
        </Badge>
    }
}
