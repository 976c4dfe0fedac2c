//! Four things that hold.

use leptos::prelude::*;

use crate::contexts::use_texts;

pub(super) fn facts() -> AnyView {
    let texts = use_texts();
    let facts = [
        (
            texts.landing_fact_binary(),
            texts.landing_fact_binary_detail(),
        ),
        (
            texts.landing_fact_databases(),
            texts.landing_fact_databases_detail(),
        ),
        (
            texts.landing_fact_script(),
            texts.landing_fact_script_detail(),
        ),
        (texts.landing_fact_door(), texts.landing_fact_door_detail()),
    ];
    view! {
        <section class="glance" aria-label=texts.landing_facts_label()>
            <ul class="site-container glance-list" role="list">
                {facts
                    .into_iter()
                    .map(|(title, detail)| {
                        view! {
                            <li class="glance-item">
                                <p class="glance-title">{title}</p>
                                <p class="glance-detail">{detail}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
