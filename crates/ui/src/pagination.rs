use leptos::prelude::*;

use crate::{
    class::classes,
    icon::{Icon, IconData},
    icons,
};

/// Links to the page before and the page after, as keyset paging has them.
///
/// A page that does not exist is a disabled link without address, so that the place of the other
/// one does not change.
#[component]
pub fn Pagination(
    /// The name of the navigation, such as "Pages of users".
    #[prop(into)]
    label: String,
    /// The text of the link back.
    #[prop(into)]
    previous_label: String,
    /// The text of the link on.
    #[prop(into)]
    next_label: String,
    /// The address of the page before, if there is one.
    previous: Option<String>,
    /// The address of the page after, if there is one.
    next: Option<String>,
    /// Classes added after the navigation's own.
    #[prop(optional, into)]
    class: String,
    /// What is shown at the start, such as a count.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <nav data-part="pagination" class=classes(&["pagination", &class]) aria-label=label>
            <div data-part="pagination-summary" class="pagination-summary">
                {children.map(|children| children())}
            </div>
            <div class="pagination-links">
                <PageLink part="pagination-previous" href=previous rel="prev" back=true>
                    {previous_label}
                </PageLink>
                <PageLink part="pagination-next" href=next rel="next" back=false>
                    {next_label}
                </PageLink>
            </div>
        </nav>
    }
}

/// One link of a [`Pagination`].
#[component]
fn PageLink(
    /// The part's name.
    part: &'static str,
    /// Where it leads, if anywhere.
    href: Option<String>,
    /// The relation of the other page to this one.
    rel: &'static str,
    /// Whether the chevron stands before the text.
    back: bool,
    /// The text.
    children: Children,
) -> impl IntoView {
    let disabled = href.is_none();
    view! {
        <a
            data-slot=part
            class="button button-outline button-sm"
            rel=href.is_some().then_some(rel)
            href=href
            role=disabled.then_some("link")
            aria-disabled=disabled.then_some("true")
        >
            {back.then(|| chevron(icons::CHEVRON_LEFT))}
            {children()}
            {(!back).then(|| chevron(icons::CHEVRON_RIGHT))}
        </a>
    }
}

fn chevron(icon: IconData) -> impl IntoView {
    view! { <Icon icon /> }
}
