//! How to run it, and the last invitation.

use leptos::prelude::*;
use ui::{ButtonLink, ButtonSize, ButtonVariant, Icon, icons};

use super::SectionHead;
use crate::contexts::{use_auth, use_texts};

pub(super) fn start() -> AnyView {
    let texts = use_texts();
    let steps = [
        (texts.landing_start_step_dev(), "cargo xtask dev"),
        (texts.landing_start_step_test(), "cargo xtask test"),
        (texts.landing_start_step_build(), "cargo xtask build"),
    ];
    view! {
        <section class="landing-section landing-section-tinted" aria-labelledby="start-title">
            <div class="site-container">
                <SectionHead
                    id="start-title"
                    eyebrow=texts.landing_start_eyebrow()
                    title=texts.landing_start_title()
                    lead=texts.landing_start_lead()
                />
                <ol class="commands" role="list">
                    {steps
                        .into_iter()
                        .zip(1_i64..)
                        .map(|((label, command), number)| {
                            view! {
                                <li class="command">
                                    <span class="command-number" aria-hidden="true">
                                        {texts.number(number)}
                                    </span>
                                    <span class="command-label">{label}</span>
                                    <code class="command-line" dir="ltr">
                                        {command}
                                    </code>
                                </li>
                            }
                        })
                        .collect_view()}
                </ol>
            </div>
        </section>
    }
    .into_any()
}

pub(super) fn call_to_action() -> AnyView {
    let texts = use_texts();
    let signed_in = use_auth().with_untracked(Option::is_some);
    view! {
        <section class="landing-section" aria-labelledby="cta-title">
            <div class="site-container">
                <div class="cta">
                    <h2 class="cta-title" id="cta-title">
                        {texts.landing_cta_title()}
                    </h2>
                    <p class="cta-text">{texts.landing_cta_text()}</p>
                    <div class="hero-actions">
                        {if signed_in {
                            view! {
                                <ButtonLink href="/dashboard" size=ButtonSize::Lg external=true>
                                    {texts.landing_hero_dashboard()}
                                    <Icon icon=icons::ARROW_RIGHT />
                                </ButtonLink>
                            }
                                .into_any()
                        } else {
                            view! {
                                <ButtonLink href="/register" size=ButtonSize::Lg external=true>
                                    {texts.landing_hero_start()}
                                    <Icon icon=icons::ARROW_RIGHT />
                                </ButtonLink>
                                <ButtonLink
                                    href="/login"
                                    size=ButtonSize::Lg
                                    variant=ButtonVariant::Outline
                                    external=true
                                >
                                    {texts.nav_sign_in()}
                                </ButtonLink>
                            }
                                .into_any()
                        }}
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}
