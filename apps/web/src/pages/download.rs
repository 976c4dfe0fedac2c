//! Downloads of files that the API makes.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};
use ui::{ButtonLink, ButtonSize, ButtonVariant, Toasts};

use crate::{
    browser,
    client::{ask, use_client},
    contexts::use_texts,
};

/// A link to a file.
///
/// A file is asked for with the cookies as they are, so the session is renewed before, where scripts
/// run. A refusal does not take the page's place.
#[component]
pub(super) fn Download(
    /// Where the file is.
    #[prop(into)]
    href: Signal<String>,
    /// The accessible name, where the text does not tell which file it is.
    #[prop(optional, into)]
    label: String,
    /// How large the link is.
    #[prop(optional)]
    size: ButtonSize,
    /// The text.
    children: ChildrenFn,
) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let renew = Action::new(move |path: &String| {
        let (client, path) = (client.clone(), path.clone());
        async move { client.get(ask::me()).await.map(|_| path) }
    });
    let renewed = renew.value();
    Effect::new(move || match renewed.get() {
        None => {}
        Some(Ok(path)) => browser::download(&path),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    let download = move |ev: MouseEvent| {
        ev.prevent_default();
        renew.dispatch(href.get_untracked());
    };
    move || {
        let children = Arc::clone(&children);
        view! {
            <ButtonLink
                href=href.get()
                variant=ButtonVariant::Outline
                size
                label=label.clone()
                external=true
                attr:download=""
                on:click=download
            >
                {children()}
            </ButtonLink>
        }
    }
}
