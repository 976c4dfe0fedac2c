use leptos::prelude::*;

/// The product's sign: a column between its capital and its base.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <rect class="mark-ground" width="24" height="24" rx="6" />
            <path class="mark-column" d="M6.5 18.5h11M7.5 5.5h9M9.5 8v8M12 8v8M14.5 8v8" />
        </svg>
    }
}
