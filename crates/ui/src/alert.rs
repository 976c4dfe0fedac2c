use leptos::prelude::*;

use crate::{
    class::classes,
    icon::{Icon, IconData},
    icons,
};

/// What an [`Alert`] or a toast is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlertVariant {
    /// Something to know.
    #[default]
    Info,
    /// Something went well.
    Success,
    /// Something needs care.
    Warning,
    /// Something went wrong.
    Danger,
}

impl AlertVariant {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "alert-info",
            Self::Success => "alert-success",
            Self::Warning => "alert-warning",
            Self::Danger => "alert-danger",
        }
    }

    /// The icon that says the same without colour.
    pub(crate) const fn icon(self) -> IconData {
        match self {
            Self::Info => icons::INFO,
            Self::Success => icons::CIRCLE_CHECK,
            Self::Warning => icons::TRIANGLE_ALERT,
            Self::Danger => icons::CIRCLE_ALERT,
        }
    }

    /// The live region role: what went wrong interrupts, the rest waits.
    pub(crate) const fn role(self) -> &'static str {
        match self {
            Self::Info | Self::Success => "status",
            Self::Warning | Self::Danger => "alert",
        }
    }
}

/// A message that stays in the page.
///
/// The ARIA alert pattern: warnings and failures are `alert`, the rest `status`.
#[component]
pub fn Alert(
    /// What it is about.
    #[prop(optional)]
    variant: AlertVariant,
    /// The message in a few words.
    #[prop(optional, into)]
    title: Option<String>,
    /// The element's id.
    #[prop(optional, into)]
    id: Option<String>,
    /// Classes added after the alert's own.
    #[prop(optional, into)]
    class: String,
    /// The message, or what there is to say beyond the title.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div
            data-slot="alert"
            id=id
            class=classes(&["alert", variant.class(), &class])
            role=variant.role()
        >
            <Icon icon=variant.icon() class="alert-icon" />
            <div class="alert-body">
                {title
                    .map(|title| {
                        view! {
                            <p data-slot="alert-title" class="alert-title">
                                {title}
                            </p>
                        }
                    })}
                {children
                    .map(|children| {
                        view! {
                            <div data-slot="alert-description" class="alert-description">
                                {children()}
                            </div>
                        }
                    })}
            </div>
        </div>
    }
}
