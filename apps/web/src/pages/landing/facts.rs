//! Four numbers that hold.

use leptos::prelude::*;

use crate::contexts::use_texts;

pub(super) fn facts() -> AnyView {
    let texts = use_texts();
    let facts = [
        (1, texts.landing_fact_binary(), texts.landing_fact_binary_detail()),
        (2, texts.landing_fact_databases(), texts.landing_fact_databases_detail()),
        (0, texts.landing_fact_script(), texts.landing_fact_script_detail()),
        (1, texts.landing_fact_door(), texts.landing_fact_door_detail()),
    ];
    view! {
        <section class="facts" aria-label=texts.landing_facts_label()>
            <ul class="site-container facts-list" role="list">
                {facts
                    .into_iter()
                    .map(|(number, unit, detail)| {
                        view! {
                            <li class="fact">
                                <p class="fact-figure">
                                    <span class="fact-number">{texts.number(number)}</span>
                                    " "
                                    <span class="fact-unit">{unit}</span>
                                </p>
                                <p class="fact-detail">{detail}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
