//! One's own account: what others see of it, and what protects it.

pub(crate) mod account;
pub(crate) mod api_keys;
pub(super) mod device;
mod identities;
mod mfa;
pub(crate) mod notifications;
mod passkeys;
pub(crate) mod profile;
pub(crate) mod security;
pub(super) mod security_events;
mod sessions;
mod trusted_devices;

use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Container, ContainerSize, Gap, PageHeader, Stack};

use self::{
    account::Account, api_keys::ApiKeys, notifications::NotificationPreferences, profile::Profile,
    security::Security,
};
use crate::{
    contexts::use_texts,
    pages::{
        chunks::Chunk,
        missing::Missing,
        step_up::{StepUp, StepUpDialog},
    },
};

/// A page of the settings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Profile,
    Security,
    ApiKeys,
    Notifications,
    Account,
}

impl Place {
    fn of(path: &str) -> Option<Self> {
        match path.strip_prefix("/settings/")? {
            "profile" => Some(Self::Profile),
            "security" => Some(Self::Security),
            "api-keys" => Some(Self::ApiKeys),
            "notifications" => Some(Self::Notifications),
            "account" => Some(Self::Account),
            _ => None,
        }
    }
}

/// The page of the address.
#[component]
pub fn SettingsPages() -> impl IntoView {
    let place = Chunk::Settings.use_place(Place::of);
    move || match place.get() {
        Some(Place::Profile) => view! { <Profile /> }.into_any(),
        Some(Place::Security) => view! { <Security /> }.into_any(),
        Some(Place::ApiKeys) => view! { <ApiKeys /> }.into_any(),
        Some(Place::Notifications) => view! { <NotificationPreferences /> }.into_any(),
        Some(Place::Account) => view! { <Account /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

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
        <Container size=ContainerSize::Sm>
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
