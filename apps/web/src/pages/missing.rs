//! What an app page shows when there is nothing under its address, or nothing that this user may
//! know of.

use leptos::prelude::*;
use ui::{ButtonLink, EmptyState, HeadingLevel, icons};

use crate::contexts::{set_status, set_title, use_texts};

/// Says that there is no such page, with the status that says so too.
#[component]
pub fn Missing() -> impl IntoView {
    let texts = use_texts();
    set_status(404);
    set_title(texts.app_missing_title());
    view! {
        <EmptyState
            icon=icons::SEARCH
            title=texts.app_missing_title()
            text=texts.app_missing_text()
            level=HeadingLevel::H1
            class="app-missing"
        >
            <ButtonLink href="/dashboard">{texts.app_missing_action()}</ButtonLink>
        </EmptyState>
    }
}
