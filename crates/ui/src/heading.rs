use leptos::prelude::*;

/// The rank of a heading in the outline of the page; its looks do not depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadingLevel {
    /// The one heading of the page.
    H1,
    /// A part of the page.
    #[default]
    H2,
    /// A part of a part.
    H3,
    /// One below.
    H4,
}

/// Renders a heading of the given rank.
pub(crate) fn heading(
    level: HeadingLevel,
    slot: &'static str,
    class: String,
    children: Children,
) -> AnyView {
    match level {
        HeadingLevel::H1 => view! { <h1 data-slot=slot class=class>{children()}</h1> }.into_any(),
        HeadingLevel::H2 => view! { <h2 data-slot=slot class=class>{children()}</h2> }.into_any(),
        HeadingLevel::H3 => view! { <h3 data-slot=slot class=class>{children()}</h3> }.into_any(),
        HeadingLevel::H4 => view! { <h4 data-slot=slot class=class>{children()}</h4> }.into_any(),
    }
}
