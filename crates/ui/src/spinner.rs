use leptos::prelude::*;

use crate::{
    class::classes,
    icon::{Icon, IconSize},
    icons,
};

/// Shows that work is under way.
///
/// With a `label` it is announced as a status; without one it is decoration beside text that says
/// so already. It turns only where motion is welcome.
#[component]
pub fn Spinner(
    /// What is being waited for, such as "Loading".
    #[prop(optional, into)]
    label: Option<String>,
    /// How large.
    #[prop(optional)]
    size: IconSize,
    /// Classes added after the spinner's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let named = label.is_some();
    view! {
        <span
            data-slot="spinner"
            class=classes(&["spinner", &class])
            role=named.then_some("status")
            aria-hidden=(!named).then_some("true")
        >
            <Icon icon=icons::LOADER_CIRCLE size />
            {label.map(|label| view! { <span class="visually-hidden">{label}</span> })}
        </span>
    }
}
