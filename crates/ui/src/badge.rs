use leptos::prelude::*;

use crate::class::classes;

/// What a [`Badge`] says by its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeVariant {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// It belongs to the product or is new.
    Accent,
    /// It is well.
    Success,
    /// It needs care.
    Warning,
    /// It is broken or refused.
    Danger,
    /// Nothing in particular, with a border only.
    Outline,
}

impl BadgeVariant {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge-neutral",
            Self::Accent => "badge-accent",
            Self::Success => "badge-success",
            Self::Warning => "badge-warning",
            Self::Danger => "badge-danger",
            Self::Outline => "badge-outline",
        }
    }
}

/// A word that says what state or kind something is.
#[component]
pub fn Badge(
    /// What the colour says.
    #[prop(optional)]
    variant: BadgeVariant,
    /// Whether a dot of the colour stands before the word, as for states.
    #[prop(optional)]
    dot: bool,
    /// Classes added after the badge's own.
    #[prop(optional, into)]
    class: String,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <span data-slot="badge" class=classes(&["badge", variant.class(), &class])>
            {dot.then(|| view! { <span class="badge-dot" aria-hidden="true"></span> })}
            {children()}
        </span>
    }
}
