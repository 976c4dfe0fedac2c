//! Days between which a list is.

use leptos::prelude::*;

/// A day of a filter with its label, which a field for dates needs: it has no example to be told by.
#[component]
pub(super) fn Day(
    /// What the day is to the list.
    label: &'static str,
    /// The input.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="day">
            <span>{label}</span>
            {children()}
        </label>
    }
}
