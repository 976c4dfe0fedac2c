use leptos::prelude::*;

use crate::{
    alert::AlertVariant,
    icon::{Icon, IconSize},
    icons,
};

/// The region at the edge of the screen where toasts appear, one in a document.
///
/// What is in it is announced: politely, or at once what went wrong. The server renders it empty,
/// with the template of which [`Toasts`] makes each toast, so the browser holds no markup of it.
#[component]
pub fn Toaster(
    /// The name of the region, such as "Notifications".
    #[prop(into)]
    label: String,
    /// The name of the button that takes a toast away.
    #[prop(into)]
    dismiss_label: String,
) -> impl IntoView {
    let icons = [AlertVariant::Success, AlertVariant::Danger]
        .map(|variant| {
            let class = format!("toast-icon toast-icon-{}", name(variant));
            view! { <Icon icon=variant.icon() class /> }
        })
        .collect_view();
    view! {
        <section data-slot="toaster" class="toaster" aria-label=label>
            <div class="toaster-list" aria-live="polite" aria-relevant="additions"></div>
            <template>
                <div data-slot="toast" class="toast">
                    {icons}
                    <p data-slot="toast-text" class="toast-text"></p>
                    <button
                        data-slot="toast-dismiss"
                        class="toast-dismiss"
                        type="button"
                        aria-label=dismiss_label
                    >
                        <Icon icon=icons::X size=IconSize::Md />
                    </button>
                </div>
            </template>
        </section>
    }
}

/// Shows toasts: messages of one sentence that go away by themselves, but not while they are
/// pointed at or have the focus.
///
/// Its methods do something in a browser only, where a [`Toaster`] is in the document and
/// `enliven_toaster` has run.
#[derive(Clone, Copy, Debug)]
pub struct Toasts;

#[cfg(feature = "hydrate")]
mod behaviour {
    use leptos::{prelude::*, wasm_bindgen::JsCast};
    use web_sys::{AnimationEvent, Element, Event, HtmlTemplateElement};

    use super::{Toasts, name};
    use crate::{
        alert::AlertVariant,
        dom::{all_within, first, focus, listen, set_attribute},
    };

    /// The animation of the style sheet whose end is the end of a toast.
    const LIFE: &str = "toast-life";

    /// Takes toasts away when they are dismissed or their time has come.
    ///
    /// Call it once per document.
    pub fn enliven_toaster() {
        listen("click", |ev| {
            if target(ev).is_some_and(|target| in_slot(&target, "toast-dismiss").is_some()) {
                remove(ev);
            }
        });
        listen("animationend", |ev| {
            if ev.unchecked_ref::<AnimationEvent>().animation_name() == LIFE {
                remove(ev);
            }
        });
    }

    impl Toasts {
        /// Shows that something went well.
        pub fn success(self, text: &str) {
            Self::show(AlertVariant::Success, text);
        }

        /// Shows that something went wrong.
        pub fn danger(self, text: &str) {
            Self::show(AlertVariant::Danger, text);
        }

        /// Takes all toasts away: call it when a form is sent, whose earlier news are then old.
        pub fn clear(self) {
            if let Some(list) = first(".toaster-list") {
                list.set_text_content(None);
            }
        }

        fn show(variant: AlertVariant, text: &str) {
            let shown = first("[data-slot=toaster] > template")
                .map(JsCast::unchecked_into::<HtmlTemplateElement>)
                .and_then(|template| template.content().first_element_child())
                .and_then(|toast| toast.clone_node_with_deep(true).ok())
                .map(JsCast::unchecked_into::<Element>);
            let (Some(toast), Some(list)) = (shown, first(".toaster-list")) else {
                return;
            };
            set_attribute(&toast, "data-variant", Some(name(variant)));
            if variant.role() == "alert" {
                set_attribute(&toast, "role", Some("alert"));
            }
            if let Some(place) = all_within(&toast, "[data-slot=toast-text]").next() {
                place.set_text_content(Some(text));
            }
            // It fails only where a node would hold itself.
            drop(list.append_child(&toast));
        }
    }

    fn remove(ev: &Event) {
        let Some(toast) = target(ev).and_then(|target| in_slot(&target, "toast")) else {
            return;
        };
        let had_focus = toast.contains(document().active_element().as_deref());
        toast.remove();
        // Who dismisses one by the keyboard goes on with the next, or with the page.
        let next = first("[data-slot=toast-dismiss]").or_else(|| first("main"));
        if let Some(next) = next.filter(|_| had_focus) {
            focus(&next);
        }
    }

    fn target(ev: &Event) -> Option<Element> {
        ev.target()?.dyn_into().ok()
    }

    fn in_slot(element: &Element, slot: &str) -> Option<Element> {
        element.closest(&format!("[data-slot={slot}]")).ok()?
    }
}

#[cfg(feature = "hydrate")]
pub use behaviour::enliven_toaster;

/// The server shows none.
#[cfg(not(feature = "hydrate"))]
impl Toasts {
    /// Shows that something went well.
    pub fn success(self, _: &str) {}

    /// Shows that something went wrong.
    pub fn danger(self, _: &str) {}

    /// Takes all toasts away.
    pub fn clear(self) {}
}

const fn name(variant: AlertVariant) -> &'static str {
    match variant {
        AlertVariant::Info => "info",
        AlertVariant::Success => "success",
        AlertVariant::Warning => "warning",
        AlertVariant::Danger => "danger",
    }
}
