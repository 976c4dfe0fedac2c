use leptos::prelude::*;

use crate::{
    class::{classes, present},
    spinner::Spinner,
};

/// How much a [`Button`] asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// The one main action of a view.
    #[default]
    Primary,
    /// An action beside the main one, on a tinted ground.
    Secondary,
    /// An action beside the main one, with a border.
    Outline,
    /// An action without ground or border, as in toolbars.
    Ghost,
    /// An action that destroys.
    Danger,
    /// Looks like a link.
    Link,
}

impl ButtonVariant {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button-primary",
            Self::Secondary => "button-secondary",
            Self::Outline => "button-outline",
            Self::Ghost => "button-ghost",
            Self::Danger => "button-danger",
            Self::Link => "button-link",
        }
    }
}

/// The sizes of a [`Button`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// For rows of tables and toolbars.
    Sm,
    /// The usual size.
    #[default]
    Md,
    /// For forms that stand alone and for landing pages.
    Lg,
    /// A square for one icon; give the button a `label`.
    Icon,
}

impl ButtonSize {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Sm => "button-sm",
            Self::Md => "button-md",
            Self::Lg => "button-lg",
            Self::Icon => "button-icon",
        }
    }
}

/// What a [`Button`] does to the form it belongs to: its `type` attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Nothing by itself.
    #[default]
    Button,
    /// Sends the form.
    Submit,
    /// Puts the form back as it was.
    Reset,
}

impl ButtonKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Submit => "submit",
            Self::Reset => "reset",
        }
    }
}

/// A native button.
///
/// Event handlers and further attributes are written on the component (`on:click`, `attr:…`).
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// How large.
    #[prop(optional)]
    size: ButtonSize,
    /// What it does to its form.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether its work is under way: shows a spinner, marks it busy and disables it.
    #[prop(optional, into)]
    loading: Option<Signal<bool>>,
    /// The accessible name, where the content is only an icon.
    #[prop(optional, into)]
    label: Option<String>,
    /// The id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Option<String>,
    /// The name under which `value` is sent.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value sent with the form when this button sends it.
    #[prop(optional, into)]
    value: Option<String>,
    /// The element's id.
    #[prop(optional, into)]
    id: Option<String>,
    /// Classes added after the button's own.
    #[prop(optional, into)]
    class: String,
    /// The text or icon.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            data-slot="button"
            id=id
            class=classes(&["button", variant.class(), size.class(), &class])
            type=kind.as_str()
            form=form
            name=name
            value=value
            disabled=move || disabled.get() || loading.is_some_and(|loading| loading.get())
            aria-label=label
            aria-busy=loading.map(|loading| move || loading.get().then_some("true"))
        >
            {loading.map(|loading| move || loading.get().then(|| view! { <Spinner /> }))}
            {children()}
        </button>
    }
}

/// A link that looks like a [`Button`].
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// How large.
    #[prop(optional)]
    size: ButtonSize,
    /// Whether the browser loads a new document instead of the router changing the view.
    #[prop(optional)]
    external: bool,
    /// The accessible name, where the content is only an icon.
    #[prop(optional, into)]
    label: Option<String>,
    /// Classes added after the button's own.
    #[prop(optional, into)]
    class: String,
    /// The text or icon.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            data-slot="button"
            class=classes(&["button", variant.class(), size.class(), &class])
            href=href
            rel=external.then_some("external")
            aria-label=label.and_then(present)
        >
            {children()}
        </a>
    }
}
