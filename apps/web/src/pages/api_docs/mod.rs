//! The reference of the REST API, made of its OpenAPI document.
//!
//! The document's own words are English, in every language of the product; what the page says
//! around them is translated.

mod code;
mod document;
mod introduction;
mod operation;
mod prose;
mod sample;
mod schema;

use std::sync::Arc;

use axum::{Router, http::StatusCode, response::Response, routing::get};
use contract::{Locale, path, problem::code as problem_code};
use i18n::Texts;
use leptos::prelude::*;
use tokio::sync::OnceCell;
use ui::{Badge, Icon, icons};

use self::{
    document::{Document, Endpoint, Group},
    introduction::Topic,
    operation::method_variant,
    prose::{paragraphs, prose},
};
use crate::{
    layout::site::Site,
    pages::errors,
    ssr::{Head, PageRequest, WebSettings, WebState},
};

/// The routes of this page, if it is served.
pub fn routes(settings: &WebSettings) -> Router<WebState> {
    if !settings.api_docs {
        return Router::new();
    }
    // It stays the same as long as the process runs.
    let document = Arc::<OnceCell<Document>>::default();
    let show = move |page| show(page, Arc::clone(&document));
    let redirect = async |page: PageRequest| page.redirect(path::DOCS);
    Router::new()
        .route(path::DOCS, get(show))
        .route(&format!("{}/", path::DOCS), get(redirect))
}

async fn show(page: PageRequest, document: Arc<OnceCell<Document>>) -> Response {
    let fetch = async || page.client.document().await;
    let document = match document.get_or_try_init(fetch).await {
        Ok(document) => document,
        Err(error) => return errors::refused(&page, &error),
    };
    let head = Head::new(page.texts.api_docs_title())
        .description(page.texts.api_docs_description())
        .image("og.png")
        .indexed();
    let reference = Reference {
        document,
        origin: &page.web.settings.public_url,
        texts: page.texts,
        locale: page.locale,
    };
    page.render(StatusCode::OK, head, || reference.page())
}

/// What every part of the page is made of.
#[derive(Clone, Copy)]
struct Reference<'a> {
    document: &'a Document,
    /// The address of the API, without a slash at its end.
    origin: &'a str,
    texts: &'static Texts,
    locale: Locale,
}

impl Reference<'_> {
    fn page(self) -> AnyView {
        let groups = self.document.groups();
        let topics = introduction::topics(self);
        let contents = self.contents(&groups, &topics);
        let contents_of_phones = self.contents(&groups, &topics);
        let head = introduction::head(self);
        let introduction = introduction::introduction(self, topics);
        let groups: Vec<_> = groups.iter().map(|group| self.group(group)).collect();
        let schemas = self.schemas();
        let codes = self.codes();
        let texts = self.texts;
        view! {
            <Site>
                <div class="site-container reference">
                    <nav class="reference-side" aria-label=texts.api_docs_contents()>
                        {contents}
                    </nav>
                    <div class="reference-body">
                        {head} <details class="reference-menu">
                            <summary>
                                {texts.api_docs_contents()} <Icon icon=icons::CHEVRON_DOWN />
                            </summary>
                            <nav aria-label=texts.api_docs_contents()>{contents_of_phones}</nav>
                        </details> {introduction} {groups} {schemas} {codes}
                    </div>
                </div>
            </Site>
        }
        .into_any()
    }

    fn contents(self, groups: &[Group<'_>], topics: &[Topic]) -> AnyView {
        let texts = self.texts;
        let link = |href: String, words: AnyView| view! { <li><a href=href>{words}</a></li> };
        let english = |words: String, method: Option<&'static str>| {
            view! {
                <span class="reference-link" lang="en" dir="ltr">
                    <span>{words}</span>
                    {method.map(method_badge)}
                </span>
            }
            .into_any()
        };
        let topics: Vec<_> = topics
            .iter()
            .map(|topic| link(format!("#{}", topic.id), topic.title.into_any()))
            .collect();
        let groups: Vec<_> = groups
            .iter()
            .map(|group| {
                let links: Vec<_> = group
                    .endpoints
                    .iter()
                    .map(|endpoint| {
                        let words = english(endpoint.title().to_owned(), Some(endpoint.method));
                        link(format!("#{}", endpoint.operation.id), words)
                    })
                    .collect();
                let name = group.name.to_owned();
                view! {
                    <p class="reference-side-title" lang="en" dir="ltr">
                        {name}
                    </p>
                    <ul role="list">{links}</ul>
                }
            })
            .collect();
        let schemas: Vec<_> = self
            .document
            .objects()
            .map(|(name, _)| {
                link(
                    format!("#{}", schema::anchor(name)),
                    english(name.to_owned(), None),
                )
            })
            .collect();
        view! {
            <p class="reference-side-title">{texts.api_docs_introduction()}</p>
            <ul role="list">{topics}</ul>
            {groups}
            <p class="reference-side-title">{texts.api_docs_schemas_title()}</p>
            <ul role="list">
                {schemas} {link("#about-codes".into(), texts.api_docs_codes_title().into_any())}
            </ul>
        }
        .into_any()
    }

    fn group(self, group: &Group<'_>) -> AnyView {
        let operations: Vec<_> = group
            .endpoints
            .iter()
            .map(|endpoint: &Endpoint<'_>| operation::operation(self, endpoint))
            .collect();
        view! {
            <section class="reference-group" lang="en" dir="ltr">
                <h2 class="reference-title">{group.name.to_owned()}</h2>
                {paragraphs(group.description)}
                {operations}
            </section>
        }
        .into_any()
    }

    fn schemas(self) -> AnyView {
        let texts = self.texts;
        let schemas: Vec<_> = self
            .document
            .objects()
            .map(|(name, schema)| schema::section(self, name, schema))
            .collect();
        view! {
            <section class="reference-group">
                <h2 class="reference-title">{texts.api_docs_schemas_title()}</h2>
                <p class="reference-text">{texts.api_docs_schemas_lead()}</p>
                {schemas}
            </section>
        }
        .into_any()
    }

    fn codes(self) -> AnyView {
        let texts = self.texts;
        let codes: Vec<_> = problem_code::ALL
            .into_iter()
            .filter_map(|code| {
                let words = texts.error(code)?;
                Some(view! {
                    <div class="reference-code-row">
                        <dt>
                            <code dir="ltr">{code}</code>
                        </dt>
                        <dd>{words}</dd>
                    </div>
                })
            })
            .collect();
        view! {
            <section class="reference-group" id="about-codes">
                <h2 class="reference-title">{texts.api_docs_codes_title()}</h2>
                <p class="reference-text">{prose(texts.api_docs_codes_lead())}</p>
                <dl class="reference-codes">{codes}</dl>
            </section>
        }
        .into_any()
    }

    fn words(self, words: AnyView) -> AnyView {
        view! {
            <span lang=self.locale.code() dir=self.locale.dir()>
                {words}
            </span>
        }
        .into_any()
    }

    /// A word of the page's language between the words of the document.
    fn label(self, words: impl Into<String>) -> AnyView {
        self.words(words.into().into_any())
    }
}

fn method_badge(method: &'static str) -> impl IntoView {
    view! {
        <Badge variant=method_variant(method) class="reference-method">
            {method}
        </Badge>
    }
}
