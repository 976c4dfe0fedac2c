use leptos::prelude::*;

use crate::{
    class::classes,
    heading::{HeadingLevel, heading},
};

/// A surface that holds what belongs together.
#[component]
pub fn Card(
    /// The element's id.
    #[prop(optional, into)]
    id: Option<String>,
    /// Classes added after the card's own.
    #[prop(optional, into)]
    class: String,
    /// [`CardHeader`], [`CardContent`] and [`CardFooter`].
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="card" id=id class=classes(&["card", &class])>
            {children()}
        </div>
    }
}

/// The head of a [`Card`].
#[component]
pub fn CardHeader(
    /// What stands at the end of the line, such as a button.
    #[prop(optional, into)]
    action: ViewFn,
    /// Classes added after the header's own.
    #[prop(optional, into)]
    class: String,
    /// [`CardTitle`] and [`CardDescription`].
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="card-header" class=classes(&["card-header", &class])>
            <div class="card-heading">{children()}</div>
            {action.run()}
        </div>
    }
}

/// The heading of a [`Card`].
#[component]
pub fn CardTitle(
    /// Its rank in the outline of the page.
    #[prop(optional)]
    level: HeadingLevel,
    /// Classes added after the title's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    heading(
        level,
        "card-title",
        classes(&["card-title", &class]),
        children,
    )
}

/// A sentence below the title of a [`Card`].
#[component]
pub fn CardDescription(
    /// Classes added after the description's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <p data-slot="card-description" class=classes(&["card-description", &class])>
            {children()}
        </p>
    }
}

/// The body of a [`Card`].
#[component]
pub fn CardContent(
    /// Classes added after the content's own.
    #[prop(optional, into)]
    class: String,
    /// Anything.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="card-content" class=classes(&["card-content", &class])>
            {children()}
        </div>
    }
}

/// The foot of a [`Card`], for its actions.
#[component]
pub fn CardFooter(
    /// Classes added after the footer's own.
    #[prop(optional, into)]
    class: String,
    /// Buttons or a note.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="card-footer" class=classes(&["card-footer", &class])>
            {children()}
        </div>
    }
}
