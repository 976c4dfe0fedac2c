//! How hard a new password is to guess, shown while it is typed.

use leptos::prelude::*;

/// The meter below the field of a new password, which a script fills and shows.
#[component]
pub(super) fn Strength(
    /// The id of the field.
    of: &'static str,
) -> impl IntoView {
    view! {
        <div class="strength" data-strength=of hidden>
            <div class="strength-bars" aria-hidden="true">
                <span></span>
                <span></span>
                <span></span>
                <span></span>
            </div>
            <p class="strength-words" aria-live="polite"></p>
        </div>
    }
}
