use leptos::prelude::*;

use crate::{
    class::classes,
    heading::{HeadingLevel, heading},
    icon::{Icon, IconData, IconSize},
};

/// Says why there is nothing here and what to do about it.
#[component]
pub fn EmptyState(
    /// A picture of what is missing.
    icon: IconData,
    /// What is missing, in a few words.
    #[prop(into)]
    title: String,
    /// The title's rank in the outline of the page.
    #[prop(optional)]
    level: HeadingLevel,
    /// Why, or what would be here.
    #[prop(optional, into)]
    text: Option<String>,
    /// Classes added after the state's own.
    #[prop(optional, into)]
    class: String,
    /// What to do about it: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div data-slot="empty-state" class=classes(&["empty-state", &class])>
            <span class="empty-state-icon">
                <Icon icon size=IconSize::Lg />
            </span>
            {heading(
                level,
                "empty-state-title",
                "empty-state-title".to_owned(),
                Box::new(move || title.into_any()),
            )}
            {text
                .map(|text| {
                    view! {
                        <p data-slot="empty-state-text" class="empty-state-text">
                            {text}
                        </p>
                    }
                })}
            {children
                .map(|children| {
                    view! {
                        <div data-slot="empty-state-actions" class="empty-state-actions">
                            {children()}
                        </div>
                    }
                })}
        </div>
    }
}
