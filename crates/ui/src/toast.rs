use std::time::Duration;

use leptos::{context::Provider, leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{alert::AlertVariant, icon::Icon, icons};

/// How long a toast stays unless told otherwise; long enough to read two lines.
const LIFETIME: Duration = Duration::from_secs(6);

/// A message that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    variant: AlertVariant,
    title: String,
    text: Option<String>,
    lifetime: Option<Duration>,
}

impl Toast {
    /// Makes a message of one line.
    pub fn new(variant: AlertVariant, title: impl Into<String>) -> Self {
        Self {
            variant,
            title: title.into(),
            text: None,
            lifetime: Some(LIFETIME),
        }
    }

    /// Adds a sentence below the title.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Sets how long it stays.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// Makes it stay until it is dismissed.
    #[must_use]
    pub fn sticky(mut self) -> Self {
        self.lifetime = None;
        self
    }
}

/// A toast on the screen. Keys grow by one, so they also order the list.
#[derive(Clone)]
struct Shown {
    key: u32,
    toast: Toast,
}

/// The handle by which any part of a page shows a toast; see [`use_toasts`].
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Shown>>,
}

impl Toasts {
    /// Shows a toast and returns the key that dismisses it.
    pub fn show(self, toast: Toast) -> u32 {
        let key = self
            .shown
            .with_untracked(|shown| shown.last().map_or(0, |last| last.key.wrapping_add(1)));
        self.shown.update(|shown| shown.push(Shown { key, toast }));
        key
    }

    /// Shows that something went well.
    pub fn success(self, title: impl Into<String>) -> u32 {
        self.show(Toast::new(AlertVariant::Success, title))
    }

    /// Shows that something went wrong.
    pub fn danger(self, title: impl Into<String>) -> u32 {
        self.show(Toast::new(AlertVariant::Danger, title))
    }

    /// Takes a toast away.
    pub fn dismiss(self, key: u32) {
        self.shown
            .update(|shown| shown.retain(|shown| shown.key != key));
    }
}

/// Returns the handle of the [`Toaster`] around the caller, and panics outside of one.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Holds the toasts of everything inside it.
///
/// A region of that name at the edge of the screen, whose content is announced: politely, or at
/// once what went wrong. On the server the region is empty.
#[component]
pub fn Toaster(
    /// The name of the region, such as "Notifications".
    #[prop(into)]
    label: String,
    /// The name of the button that takes a toast away.
    #[prop(into)]
    dismiss_label: String,
    /// What may show toasts: the page.
    children: Children,
) -> impl IntoView {
    let toasts = Toasts {
        shown: RwSignal::new(Vec::new()),
    };
    view! {
        <Provider value=toasts>{children()}</Provider>
        <section data-slot="toaster" class="toaster" aria-label=label>
            <div class="toaster-list" aria-live="polite" aria-relevant="additions">
                <For each=move || toasts.shown.get() key=|shown| shown.key let:shown>
                    <ToastView shown toasts dismiss_label=dismiss_label.clone() />
                </For>
            </div>
        </section>
    }
}

/// One toast. Its time stands still while it is pointed at or has the focus.
#[component]
fn ToastView(
    /// The toast and its key.
    shown: Shown,
    /// Where to take it away from.
    toasts: Toasts,
    /// The name of the button that does so.
    dismiss_label: String,
) -> impl IntoView {
    let Shown { key, toast } = shown;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let hold = move || {
        if let Some(running) = timer.try_update_value(Option::take).flatten() {
            running.clear();
        }
    };
    let run = move || {
        hold();
        if let Some(lifetime) = toast.lifetime {
            timer.set_value(set_timeout_with_handle(move || toasts.dismiss(key), lifetime).ok());
        }
    };
    Effect::new(run);
    on_cleanup(hold);
    view! {
        <div
            data-slot="toast"
            class="toast"
            data-variant=variant_name(toast.variant)
            role=(toast.variant.role() == "alert").then_some("alert")
            on:pointerenter=move |_| hold()
            on:pointerleave=move |_| run()
            on:focusin=move |_| hold()
            on:focusout=move |_| run()
        >
            <Icon icon=toast.variant.icon() class="toast-icon" />
            <div class="toast-body">
                <p data-slot="toast-title" class="toast-title">
                    {toast.title}
                </p>
                {toast
                    .text
                    .map(|text| {
                        view! {
                            <p data-slot="toast-text" class="toast-text">
                                {text}
                            </p>
                        }
                    })}
            </div>
            <button
                data-slot="toast-dismiss"
                class="toast-dismiss"
                type="button"
                aria-label=dismiss_label
                on:click=move |_| toasts.dismiss(key)
            >
                <Icon icon=icons::X />
            </button>
        </div>
    }
}

const fn variant_name(variant: AlertVariant) -> &'static str {
    match variant {
        AlertVariant::Info => "info",
        AlertVariant::Success => "success",
        AlertVariant::Warning => "warning",
        AlertVariant::Danger => "danger",
    }
}
