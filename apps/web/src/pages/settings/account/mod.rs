//! The account as a whole: its address, the data, and the end of it.

mod close;
mod email;
mod export;

use leptos::prelude::*;

use super::Settings;
use crate::contexts::{set_title, use_texts};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, client::ask, ssr::PageRequest};
use close::{Deactivate, Delete};
use email::EmailForm;
use export::Exports;

/// The page.
#[component]
pub(super) fn Account() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.account_title());
    view! {
        <Settings title=texts.account_title() lead=texts.account_lead()>
            <EmailForm />
            <Exports />
            <Deactivate />
            <Delete />
        </Settings>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    if page.user.is_none() {
        return Answers::default();
    }
    Answers::default().ask(&page.client, ask::exports()).await
}
