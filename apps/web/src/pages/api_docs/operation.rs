//! One operation: who may call it, with what, and what comes back.

use axum::http::StatusCode;
use leptos::prelude::*;
use ui::{BadgeVariant, Icon, icons};

use super::{
    Reference,
    document::{Answer, Endpoint, Operation},
    method_badge,
    prose::{paragraphs, prose},
    sample::{Sample, curl},
    schema::{self, Field, type_of},
};

pub(super) fn operation(reference: Reference<'_>, endpoint: &Endpoint<'_>) -> AnyView {
    let operation = endpoint.operation;
    let id = operation.id.clone();
    view! {
        <section class="reference-row" id=id>
            <div class="reference-words">
                <h3 class="reference-name">
                    <a href=format!("#{id}")>{endpoint.title().to_owned()}</a>
                </h3>
                <p class="reference-call">
                    {method_badge(endpoint.method)} <code>{breakable(endpoint.path)}</code>
                </p>
                {paragraphs(&operation.description)}
                {access(reference, operation)}
                {parameters(reference, operation)}
                {body(reference, operation)}
                {responses(reference, operation)}
            </div>
            <div class="reference-examples">{examples(reference, endpoint)}</div>
        </section>
    }
    .into_any()
}

pub(super) fn method_variant(method: &str) -> BadgeVariant {
    match method {
        "GET" => BadgeVariant::Accent,
        "POST" => BadgeVariant::Success,
        "DELETE" => BadgeVariant::Danger,
        _ => BadgeVariant::Warning,
    }
}

/// The path with places where a line may break.
fn breakable(path: &str) -> AnyView {
    path.split_inclusive('/')
        .map(|part| view! { {part.to_owned()}<wbr /> })
        .collect::<Vec<_>>()
        .into_any()
}

fn access(reference: Reference<'_>, operation: &Operation) -> AnyView {
    let texts = reference.texts;
    let (icon, words) = if operation.is_public {
        (icons::GLOBE, texts.api_docs_access_public())
    } else if operation.takes_keys() {
        (icons::KEY, texts.api_docs_access_key())
    } else {
        (icons::LOCK, texts.api_docs_access_session())
    };
    let permission = operation.permission.clone().map(|permission| {
        view! { " "{texts.api_docs_access_permission()} " " <code dir="ltr">{permission}</code> }
    });
    view! {
        <p class="reference-access">
            <Icon icon /> {reference.words((words, permission).into_any())}
        </p>
    }
    .into_any()
}

fn heading(reference: Reference<'_>, words: &'static str) -> AnyView {
    view! { <h4 class="reference-part">{reference.label(words)}</h4> }.into_any()
}

fn parameters(reference: Reference<'_>, operation: &Operation) -> AnyView {
    let texts = reference.texts;
    [
        ("path", texts.api_docs_parameters_path()),
        ("query", texts.api_docs_parameters_query()),
        ("header", texts.api_docs_parameters_header()),
    ]
    .into_iter()
    .filter_map(|(place, words)| {
        let fields: Vec<_> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.place == place)
            .map(|parameter| {
                let field = Field {
                    name: &parameter.name,
                    description: &parameter.description,
                    is_required: parameter.required,
                    schema: &parameter.schema,
                };
                field.view(reference)
            })
            .collect();
        (!fields.is_empty()).then(|| {
            view! {
                {heading(reference, words)}
                <ul class="reference-fields" role="list">
                    {fields}
                </ul>
            }
        })
    })
    .collect::<Vec<_>>()
    .into_any()
}

fn body(reference: Reference<'_>, operation: &Operation) -> AnyView {
    let Some(schema) = operation
        .request_body
        .as_ref()
        .and_then(|body| body.schema())
    else {
        return ().into_any();
    };
    view! {
        {heading(reference, reference.texts.api_docs_body())}
        {schema::fields(reference, reference.document.resolve(schema))}
    }
    .into_any()
}

fn responses(reference: Reference<'_>, operation: &Operation) -> AnyView {
    let responses: Vec<_> = operation
        .responses
        .iter()
        .map(|(status, answer)| response(reference, status, answer))
        .collect();
    view! {
        {heading(reference, reference.texts.api_docs_responses())}
        <ul class="reference-responses" role="list">
            {responses}
        </ul>
    }
    .into_any()
}

fn response(reference: Reference<'_>, status: &str, answer: &Answer) -> AnyView {
    let texts = reference.texts;
    let is_success = status.starts_with('2');
    let class = if is_success {
        "reference-status reference-status-good"
    } else {
        "reference-status"
    };
    let status = if status == "default" {
        reference.label(texts.api_docs_other())
    } else {
        status.to_owned().into_any()
    };
    // Every refusal is a problem, as the introduction says.
    let returned = answer
        .schema()
        .filter(|schema| schema.name() != Some("Problem"))
        .map(|schema| {
            let words = reference.label(texts.api_docs_returns());
            view! { <p class="reference-returns">{words} " " {type_of(reference, schema)}</p> }
        });
    let headers: Vec<_> = answer
        .headers
        .iter()
        .map(|(name, header)| {
            let words = reference.label(texts.api_docs_header());
            let text = format!(" `{name}`: {}", header.description);
            view! { <p class="reference-returns">{words} {prose(&text)}</p> }
        })
        .collect();
    view! {
        <li class="reference-response">
            <span class=class>{status}</span>
            <div>
                <p>{prose(&answer.description)}</p>
                {returned}
                {headers}
            </div>
        </li>
    }
    .into_any()
}

fn examples(reference: Reference<'_>, endpoint: &Endpoint<'_>) -> AnyView {
    let texts = reference.texts;
    let title = endpoint.title();
    let head = reference.label(texts.api_docs_request());
    let request = curl(reference.document, reference.origin, endpoint)
        .panel(head, texts.api_docs_request_of(title));
    let response = endpoint.success().and_then(|(status, answer)| {
        let sample = Sample::new(reference.document, answer.schema()?);
        let head = view! {
            {reference.label(texts.api_docs_response())} <span>{worded(status)}</span>
        };
        Some(
            sample
                .json()
                .panel(head.into_any(), texts.api_docs_response_of(title)),
        )
    });
    view! {
        {request}
        {response}
    }
    .into_any()
}

/// A status with its name.
pub(super) fn worded(status: &str) -> String {
    let name = status
        .parse()
        .ok()
        .and_then(|status: StatusCode| status.canonical_reason());
    match name {
        Some(name) => format!("{status} {name}"),
        None => status.to_owned(),
    }
}
