use leptos::prelude::*;

use crate::class::classes;

/// What a [`Skeleton`] keeps the place of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkeletonShape {
    /// A line of text.
    #[default]
    Text,
    /// A heading.
    Title,
    /// An avatar.
    Circle,
    /// A button or an input.
    Control,
    /// A card.
    Block,
}

impl SkeletonShape {
    const fn class(self) -> &'static str {
        match self {
            Self::Text => "skeleton-text",
            Self::Title => "skeleton-title",
            Self::Circle => "skeleton-circle",
            Self::Control => "skeleton-control",
            Self::Block => "skeleton-block",
        }
    }
}

/// Keeps the place of what is still loading.
///
/// Hidden from assistive technology: the region it stands in says that it is busy.
#[component]
pub fn Skeleton(
    /// What it keeps the place of.
    #[prop(optional)]
    shape: SkeletonShape,
    /// How many there are below one another; the last line of text is shorter.
    #[prop(default = 1)]
    lines: usize,
    /// Classes added after the skeleton's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    (0..lines)
        .map(|_| {
            view! {
                <span
                    data-slot="skeleton"
                    class=classes(&["skeleton", shape.class(), &class])
                    aria-hidden="true"
                ></span>
            }
        })
        .collect_view()
}
