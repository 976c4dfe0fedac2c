use leptos::prelude::*;

use crate::class::classes;

/// A link inside text.
#[component]
pub fn Link(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Whether the browser loads a new document instead of the router changing the view.
    #[prop(optional)]
    external: bool,
    /// Whether it takes the colour of the text around it until it is pointed at.
    #[prop(optional)]
    quiet: bool,
    /// Classes added after the link's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            data-slot="link"
            class=classes(&["link", if quiet { "link-quiet" } else { "" }, &class])
            href=href
            rel=external.then_some("external")
        >
            {children()}
        </a>
    }
}
