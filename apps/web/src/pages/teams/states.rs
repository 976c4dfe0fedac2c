//! What a page of a team shows instead of itself.

use contract::problem::code;
use leptos::prelude::*;
use ui::{
    Alert, AlertVariant, ButtonLink, ButtonVariant, EmptyState, HeadingLevel, Skeleton,
    SkeletonShape, icons,
};

use super::use_is_offered;
use crate::{
    client::ClientError,
    contexts::{set_status, set_title, use_texts},
    pages::problem::Refusal,
};

/// Keeps the place of a page whose team is on its way.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let texts = use_texts();
    view! {
        <div class="listing-loading">
            <p class="visually-hidden" role="status">
                {texts.state_loading()}
            </p>
            <Skeleton shape=SkeletonShape::Title />
            <Skeleton shape=SkeletonShape::Block />
        </div>
    }
}

/// Says that the user's role does not let them see the page.
#[component]
pub(super) fn Barred() -> impl IntoView {
    let texts = use_texts();
    set_status(403);
    set_title(texts.teams_barred_title());
    view! {
        <EmptyState
            icon=icons::LOCK
            title=texts.teams_barred_title()
            text=texts.teams_barred_text()
            level=HeadingLevel::H1
            class="app-missing"
        >
            <ButtonLink href="/teams">{texts.teams_all()}</ButtonLink>
        </EmptyState>
    }
}

/// Says that the team keeps the user out until they have a second factor, instead of all that a page
/// shows but what is open to them all the same.
#[component]
pub(super) fn KeptOut(
    /// What that is, if there is anything.
    open: Option<fn() -> AnyView>,
) -> impl IntoView {
    let texts = use_texts();
    set_title(texts.teams_mfa_title());
    view! {
        <OfferBeyond />
        <SecondFactor level=HeadingLevel::H1 class="app-missing" />
        {open.map(|open| open())}
    }
}

/// Says what comes before the team can be taken over, to whom it is offered.
#[component]
fn OfferBeyond() -> impl IntoView {
    let texts = use_texts();
    let is_offered = use_is_offered();
    move || {
        is_offered.get().then(|| {
            view! {
                <Alert variant=AlertVariant::Info title=texts.teams_offer_title()>
                    <p>{texts.teams_offer_kept_out()}</p>
                </Alert>
            }
        })
    }
}

/// Says that the team asks for a second factor, and leads to where it is set up.
#[component]
fn SecondFactor(
    /// The title's rank in the outline of the page.
    #[prop(optional)]
    level: HeadingLevel,
    /// Classes added after the state's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let texts = use_texts();
    set_status(403);
    view! {
        <EmptyState
            icon=icons::SHIELD
            title=texts.teams_mfa_title()
            text=texts.teams_mfa_text()
            level
            class
        >
            <ButtonLink href="/settings/security">{texts.teams_mfa_action()}</ButtonLink>
        </EmptyState>
    }
}

/// Says that the team which was shown is the user's no more, and leads on to a frame without it.
#[component]
pub(super) fn Gone(
    /// What it was called.
    name: String,
) -> impl IntoView {
    let texts = use_texts();
    let title = texts.teams_gone_title(&name);
    set_title(&title);
    #[cfg(feature = "hydrate")]
    super::live::hide_in_frame(true);
    view! {
        <div role="alert">
            <EmptyState
                icon=icons::LOG_OUT
                title
                text=texts.teams_gone_text()
                level=HeadingLevel::H1
                class="app-missing"
            >
                <ButtonLink href="/teams" external=true>
                    {texts.teams_all()}
                </ButtonLink>
                <ButtonLink href="/dashboard" variant=ButtonVariant::Outline external=true>
                    {texts.app_missing_action()}
                </ButtonLink>
            </EmptyState>
        </div>
    }
}

/// Says why something of a team could not be shown, and what to do about it.
#[component]
pub(crate) fn TeamRefusal(
    /// What came instead.
    error: ClientError,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    match error.code() {
        code::TEAM_MFA_REQUIRED => view! { <SecondFactor /> }.into_any(),
        code::TEAM_DELETING => view! {
            <EmptyState
                icon=icons::LOCK
                title=texts.teams_paused_title()
                text=texts.teams_paused_text()
            />
        }
        .into_any(),
        _ => view! { <Refusal error retry /> }.into_any(),
    }
}
