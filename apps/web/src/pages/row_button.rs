use leptos::prelude::*;
use ui::{Button, ButtonSize, ButtonVariant};

use crate::forms::use_alive;

/// A button in a row of a list, which does something with what the row shows.
#[component]
pub(super) fn RowButton(
    /// The accessible name, which says with what.
    #[prop(into)]
    label: String,
    /// What it does.
    #[prop(into)]
    act: Callback<()>,
    /// What is written on it.
    word: &'static str,
) -> impl IntoView {
    let alive = use_alive();
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            label
            disabled=Signal::derive(move || !alive.get())
            on:click=move |_| act.run(())
        >
            {word}
        </Button>
    }
}
