use leptos::prelude::*;

use crate::class::classes;

/// The drawing of an icon on a grid of 24 units; see [`crate::icons`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IconData {
    markup: &'static str,
    directional: bool,
}

impl IconData {
    /// Makes an icon from the elements inside its `<svg>`.
    pub const fn new(markup: &'static str) -> Self {
        Self {
            markup,
            directional: false,
        }
    }

    /// Makes an icon that points along the line of writing and is mirrored where it runs from
    /// right to left.
    pub const fn directional(markup: &'static str) -> Self {
        Self {
            markup,
            directional: true,
        }
    }
}

/// The sizes of an [`Icon`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 14 pixels.
    Sm,
    /// 16 pixels, beside text.
    #[default]
    Md,
    /// 20 pixels.
    Lg,
    /// 24 pixels.
    Xl,
}

impl IconSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Sm => "icon-sm",
            Self::Md => "icon-md",
            Self::Lg => "icon-lg",
            Self::Xl => "icon-xl",
        }
    }
}

/// Draws an icon in the colour of the text around it.
///
/// Without a `label` it is decoration and hidden from assistive technology; with one it is an
/// image of that name.
#[component]
pub fn Icon(
    /// What to draw, one of [`crate::icons`].
    icon: IconData,
    /// How large.
    #[prop(optional)]
    size: IconSize,
    /// The name of the image, where the icon alone carries the meaning.
    #[prop(optional, into)]
    label: Option<String>,
    /// Classes added after the icon's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let mirrored = if icon.directional {
        "icon-directional"
    } else {
        ""
    };
    view! {
        <svg
            data-slot="icon"
            class=classes(&["icon", size.class(), mirrored, &class])
            viewBox="0 0 24 24"
            role=label.is_some().then_some("img")
            aria-hidden=label.is_none().then_some("true")
            aria-label=label
            inner_html=icon.markup
        ></svg>
    }
}
