//! One's own account: what others see of it, and what protects it.

pub mod account;
pub mod api_keys;
pub(super) mod device;
mod identities;
mod mfa;
pub mod notifications;
pub(super) mod passkeys;
pub mod profile;
pub mod security;
pub(super) mod security_events;
mod sessions;
mod trusted_devices;

use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Container, ContainerSize, Gap, PageHeader, Stack};

use crate::{
    contexts::use_texts,
    pages::step_up::{StepUp, StepUpDialog},
};

/// Puts a page of settings under their common heading.
#[component]
fn Settings(
    /// What the page is for.
    title: &'static str,
    /// In a sentence.
    lead: &'static str,
    /// The forms.
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let step_up = StepUp::provide();
    view! {
        <Container size=ContainerSize::Sm class="settings">
            <Stack gap=Gap::Lg>
                <PageHeader title description=lead />
                <nav class="tabs" aria-label=texts.nav_settings()>
                    <A href="/settings/profile" attr:class="tab">
                        {texts.nav_profile()}
                    </A>
                    <A href="/settings/security" attr:class="tab">
                        {texts.nav_security()}
                    </A>
                    <A href="/settings/api-keys" attr:class="tab">
                        {texts.api_keys_title()}
                    </A>
                    <A href="/settings/notifications" attr:class="tab">
                        {texts.notifications_title()}
                    </A>
                    <A href="/settings/account" attr:class="tab">
                        {texts.account_title()}
                    </A>
                </nav>
                {children()}
            </Stack>
            <StepUpDialog step_up />
        </Container>
    }
}
