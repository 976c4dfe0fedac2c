//! The road of a request, as a drawing made of lists.

use leptos::prelude::*;
use ui::{Icon, IconData, icons};

use super::SectionHead;
use crate::contexts::use_texts;

pub(super) fn architecture() -> AnyView {
    let texts = use_texts();
    view! {
        <section
            class="landing-section landing-section-tinted"
            id="architecture"
            aria-labelledby="architecture-title"
        >
            <div class="site-container">
                <SectionHead
                    id="architecture-title"
                    eyebrow=texts.landing_architecture_eyebrow()
                    title=texts.landing_architecture_title()
                    lead=texts.landing_architecture_lead()
                />
                <ol class="road" role="list">
                    <li class="road-stop road-origins">
                        <Stop
                            icon=icons::MONITOR
                            name=texts.landing_architecture_browser()
                            detail=texts.landing_architecture_browser_detail()
                        />
                        <Stop
                            icon=icons::SERVER
                            name=texts.landing_architecture_page()
                            detail=texts.landing_architecture_page_detail()
                        />
                    </li>
                    <li class="road-stop road-door">
                        <Stop
                            icon=icons::CODE
                            name=texts.landing_architecture_api()
                            detail=texts.landing_architecture_api_detail()
                        />
                    </li>
                    <li class="road-stop">
                        <Stop
                            icon=icons::SHIELD
                            name=texts.landing_architecture_services()
                            detail=texts.landing_architecture_services_detail()
                        />
                    </li>
                    <li class="road-stop road-ends">
                        <Stop
                            icon=icons::DATABASE
                            name=texts.landing_architecture_database()
                            detail=texts.landing_architecture_database_detail()
                        />
                        <Stop
                            icon=icons::MAIL
                            name=texts.landing_architecture_worker()
                            detail=texts.landing_architecture_worker_detail()
                        />
                    </li>
                </ol>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Stop(icon: IconData, name: &'static str, detail: &'static str) -> impl IntoView {
    view! {
        <div class="road-box">
            <span class="tile-icon">
                <Icon icon />
            </span>
            <div class="road-words">
                <div class="road-name">{name}</div>
                <div class="road-detail">{detail}</div>
            </div>
        </div>
    }
}
