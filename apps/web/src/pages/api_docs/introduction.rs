//! What holds for every operation.

use contract::path;
use leptos::prelude::*;
use ui::{Icon, icons};

use super::{Reference, code::Code, operation::worded, prose::prose, sample};

/// A matter that the introduction explains.
pub(super) struct Topic {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    words: Vec<&'static str>,
    /// What the panel beside it is called, and what it shows.
    example: Option<(AnyView, Code)>,
}

pub(super) fn topics(reference: Reference<'_>) -> Vec<Topic> {
    let texts = reference.texts;
    let call = |method, path| {
        let endpoint = reference.document.endpoint(method, path)?;
        let head = reference.label(texts.api_docs_request());
        let code = sample::curl(reference.document, reference.origin, &endpoint);
        Some((head, code))
    };
    let mut base = Code::default();
    base.plain(format!("{}{}", reference.origin, path::API));
    let refusal = sample::refusal(reference.document).map(|code| {
        let head = view! {
            {reference.label(texts.api_docs_response())} <span>{worded("422")}</span>
        };
        (head.into_any(), code)
    });
    vec![
        Topic {
            id: "about-base",
            title: texts.api_docs_base_title(),
            words: vec![texts.api_docs_base_text()],
            example: Some((reference.label(texts.api_docs_base_title()), base)),
        },
        Topic {
            id: "about-sessions",
            title: texts.api_docs_sessions_title(),
            words: vec![
                texts.api_docs_sessions_text(),
                texts.api_docs_sessions_origin(),
                texts.api_docs_sessions_keys(),
            ],
            example: call("POST", path::LOGIN),
        },
        Topic {
            id: "about-errors",
            title: texts.api_docs_errors_title(),
            words: vec![texts.api_docs_errors_text()],
            example: refusal,
        },
        Topic {
            id: "about-lists",
            title: texts.api_docs_lists_title(),
            words: vec![texts.api_docs_lists_text()],
            example: call("GET", path::USERS),
        },
        Topic {
            id: "about-versions",
            title: texts.api_docs_versions_title(),
            words: vec![texts.api_docs_versions_text()],
            example: call("PATCH", path::USERS_ME),
        },
    ]
}

/// The heading of the page.
pub(super) fn head(reference: Reference<'_>) -> AnyView {
    let texts = reference.texts;
    view! {
        <header class="reference-head">
            <h1>{texts.api_docs_title()}</h1>
            <p class="reference-lead">{prose(texts.api_docs_lead())}</p>
            <p>
                <a class="link reference-download" href=path::OPENAPI download="openapi.json">
                    <Icon icon=icons::CODE />
                    {texts.api_docs_download()}
                </a>
            </p>
        </header>
    }
    .into_any()
}

/// The topics, each with its example.
pub(super) fn introduction(reference: Reference<'_>, topics: Vec<Topic>) -> AnyView {
    let texts = reference.texts;
    topics
        .into_iter()
        .map(|topic| {
            let words: Vec<_> = topic
                .words
                .into_iter()
                .map(|text| view! { <p class="reference-text">{prose(text)}</p> })
                .collect();
            let example = topic
                .example
                .map(|(head, code)| code.panel(head, texts.api_docs_example_of(topic.title)));
            view! {
                <section class="reference-row" id=topic.id>
                    <div class="reference-words">
                        <h2 class="reference-name">
                            <a href=format!("#{}", topic.id)>{topic.title}</a>
                        </h2>
                        {words}
                    </div>
                    <div class="reference-examples">{example}</div>
                </section>
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}
