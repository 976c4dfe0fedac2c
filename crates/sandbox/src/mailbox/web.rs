//! The mailbox in a browser: one page, which needs no script, and the mails as JSON.
#![expect(
    clippy::disallowed_types,
    reason = "the product's extractors belong to its API; a stand-in must not see them"
)]

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::mailbox::{Mail, Mailbox, now};

/// Mails that the list holds; the JSON has them all.
const LISTED: usize = 200;
const PREVIEW: usize = 120;

const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; \
    frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A mail may be opened by its own address too, so the sandbox is also said here. Its links
/// leave the frame, by a click alone.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    form-action 'none'; frame-ancestors 'self'; sandbox allow-popups \
    allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/// Serves the mailbox under `/dev/mail`.
///
/// Every answer has `Cache-Control: no-store` and its own Content-Security-Policy; layers
/// around this router must leave both as they are.
pub fn router(mailbox: Mailbox) -> Router {
    Router::new()
        .route("/dev/mail", get(list))
        .route("/dev/mail.json", get(json))
        .route("/dev/mail.css", get(style_sheet))
        .route("/dev/mail/clear", post(clear))
        .route("/dev/mail/{id}", get(read))
        .route("/dev/mail/{id}/html", get(html))
        .layer(middleware::from_fn(common_headers))
        .with_state(mailbox)
}

async fn list(State(mailbox): State<Mailbox>) -> Response {
    let mails = mailbox.messages();
    // Wide screens show the newest beside the list; narrow ones hide it.
    let opened = mails.first().cloned();
    page(&mailbox, &mails, opened, View::List)
}

async fn read(State(mailbox): State<Mailbox>, Path(id): Path<String>) -> Response {
    let opened = mailbox.message(&id);
    page(&mailbox, &mailbox.messages(), opened, View::Mail)
}

async fn html(State(mailbox): State<Mailbox>, Path(id): Path<String>) -> Response {
    let Some(html) = mailbox.message(&id).and_then(|mail| mail.html) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    (
        [
            (CONTENT_SECURITY_POLICY, MAIL_POLICY),
            // Addresses in mails carry tokens, and where one was clicked is nobody's business.
            (REFERRER_POLICY, "no-referrer"),
        ],
        Html(with_base(&html)),
    )
        .into_response()
}

#[derive(Deserialize)]
struct Filter {
    to: Option<String>,
}

async fn json(State(mailbox): State<Mailbox>, Query(filter): Query<Filter>) -> Response {
    let mut mails = mailbox.messages();
    if let Some(wanted) = filter.to {
        mails.retain(|mail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(&wanted)));
    }
    axum::Json(mails).into_response()
}

async fn clear(State(mailbox): State<Mailbox>, headers: HeaderMap) -> Response {
    if !is_same_origin(&headers) {
        return (
            StatusCode::FORBIDDEN,
            "Only the mailbox's own page may clear it.\n",
        )
            .into_response();
    }
    match mailbox.clear().await {
        Ok(()) => Redirect::to("/dev/mail").into_response(),
        Err(error) => {
            tracing::error!(%error, "cannot clear the mailbox");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "The mails could not be removed.\n",
            )
                .into_response()
        }
    }
}

async fn style_sheet() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("../../assets/mail.css"),
    )
}

async fn common_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(PAGE_POLICY));
    // Not `no-referrer`, under which the clear form would send `Origin: null`.
    headers
        .entry(REFERRER_POLICY)
        .or_insert(HeaderValue::from_static("same-origin"));
    response
}

/// Tells whether the browser sent this from our own page, or no browser sent it.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    // Browsers leave the other header out where the page is plain HTTP and not on loopback.
    let Some(origin) = text(ORIGIN) else {
        return true;
    };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    authority.is_some() && authority == text(HOST)
}

/// Makes the mail's links leave its frame.
///
/// The doctype, if there is one, must stay first, or the mail is laid out as no mail program
/// would. An element before `<html>` is moved into the head by the parser.
fn with_base(html: &str) -> String {
    const BASE: &str = r#"<base target="_top">"#;
    let has_doctype = html
        .trim_start()
        .get(..9)
        .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    match html.split_once('>') {
        Some((doctype, rest)) if has_doctype => format!("{doctype}>{BASE}{rest}"),
        _ => format!("{BASE}{html}"),
    }
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page {
    title: String,
    view: View,
    items: Vec<Item>,
    total: usize,
    opened: Option<Opened>,
    smtp_address: Option<String>,
}

/// What a screen with room for one thing shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    List,
    Mail,
}

struct Item {
    id: String,
    to: String,
    subject: String,
    preview: String,
    time: Time,
    is_opened: bool,
}

struct Opened {
    id: String,
    from: String,
    to: String,
    subject: String,
    time: Time,
    has_html: bool,
    text: Vec<Piece>,
    headers: Vec<(String, String)>,
}

struct Time {
    machine: String,
    exact: String,
    ago: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Link(String),
}

fn page(mailbox: &Mailbox, mails: &[Mail], opened: Option<Mail>, view: View) -> Response {
    let status = if opened.is_none() && view == View::Mail {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    let now = now();
    let opened_id = opened.as_ref().map(|mail| mail.id.clone());
    let page = Page {
        title: match &opened {
            Some(mail) if view == View::Mail => format!("{} · Mailbox", subject(mail)),
            _ => "Mailbox".to_owned(),
        },
        view,
        items: mails
            .iter()
            .take(LISTED)
            .map(|mail| Item::new(mail, now, opened_id.as_deref()))
            .collect(),
        total: mails.len(),
        opened: opened.map(|mail| Opened::new(mail, now)),
        smtp_address: mailbox.smtp_address().map(|address| address.to_string()),
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "cannot render the mailbox");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

impl Item {
    fn new(mail: &Mail, now: DateTime<Utc>, opened: Option<&str>) -> Self {
        let words = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            id: mail.id.clone(),
            to: mail.to.join(", "),
            subject: subject(mail),
            preview: words.chars().take(PREVIEW).collect(),
            time: Time::new(mail.received_at, now),
            is_opened: opened == Some(&mail.id),
        }
    }
}

impl Opened {
    fn new(mail: Mail, now: DateTime<Utc>) -> Self {
        Self {
            to: mail.to.join(", "),
            subject: subject(&mail),
            time: Time::new(mail.received_at, now),
            has_html: mail.html.is_some(),
            text: pieces(mail.text.trim()),
            id: mail.id,
            from: mail.from,
            headers: mail.headers,
        }
    }
}

impl Time {
    fn new(time: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let age = now - time;
        Self {
            machine: time.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            exact: time.format("%-d %B %Y, %H:%M:%S UTC").to_string(),
            ago: if age < TimeDelta::minutes(1) {
                "just now".to_owned()
            } else if age < TimeDelta::hours(1) {
                format!("{} min ago", age.num_minutes())
            } else if age < TimeDelta::days(1) {
                format!("{} h ago", age.num_hours())
            } else {
                time.format("%-d %b").to_string()
            },
        }
    }
}

fn subject(mail: &Mail) -> String {
    if mail.subject.trim().is_empty() {
        "(no subject)".to_owned()
    } else {
        mail.subject.clone()
    }
}

/// Cuts a text so that addresses of web pages can be clicked.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let link = bare.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', '"', '\'']);
        let lead = link.len() - link.trim_start_matches(['(', '<', '"', '\'']).len();
        let (before, link) = link.split_at_checked(lead).unwrap_or(("", link));
        let after = word.get(before.len() + link.len()..).unwrap_or_default();
        if link.starts_with("https://") || link.starts_with("http://") {
            plain.push_str(before);
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Link(link.to_owned()));
            plain.push_str(after);
        } else {
            plain.push_str(word);
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_stands_behind_a_doctype_and_before_all_else() {
        for (html, expected) in [
            ("<p>a</p>", "<base target=\"_top\"><p>a</p>"),
            (
                "<!DOCTYPE html>\n<html>",
                "<!DOCTYPE html><base target=\"_top\">\n<html>",
            ),
            (
                "\n<!doctype html><p>",
                "\n<!doctype html><base target=\"_top\"><p>",
            ),
            ("ÄÖÜ", "<base target=\"_top\">ÄÖÜ"),
        ] {
            assert_eq!(with_base(html), expected);
        }
    }

    #[test]
    fn links_in_text_end_before_punctuation() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let link = |link: &str| Piece::Link(link.to_owned());
        assert_eq!(
            pieces("Go to\nhttps://a.test/?token=x. Or (http://b.test)\nnow."),
            [
                text("Go to\n"),
                link("https://a.test/?token=x"),
                text(". Or ("),
                link("http://b.test"),
                text(")\nnow."),
            ]
        );
        assert_eq!(pieces("javascript:alert(1)"), [text("javascript:alert(1)")]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn another_site_is_not_the_same_origin() {
        let allowed = |pairs: &[(&'static str, &'static str)]| {
            let pairs = pairs.iter().map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            });
            is_same_origin(&pairs.collect())
        };
        assert!(allowed(&[("sec-fetch-site", "same-origin")]));
        assert!(allowed(&[
            ("origin", "http://10.0.0.1:3000"),
            ("host", "10.0.0.1:3000")
        ]));
        assert!(allowed(&[("host", "localhost")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("sec-fetch-site", "same-site")]));
        assert!(!allowed(&[
            ("origin", "http://evil.test"),
            ("host", "localhost")
        ]));
        assert!(!allowed(&[("origin", "null"), ("host", "localhost")]));
        assert!(!allowed(&[("origin", "null")]));
    }

    #[test]
    fn times_are_told_as_people_do() {
        let now = now();
        let ago = |age| Time::new(now - age, now).ago;
        assert_eq!(ago(TimeDelta::seconds(59)), "just now");
        assert_eq!(ago(TimeDelta::minutes(59)), "59 min ago");
        assert_eq!(ago(TimeDelta::hours(23)), "23 h ago");
        assert_eq!(
            ago(TimeDelta::days(1)),
            (now - TimeDelta::days(1)).format("%-d %b").to_string()
        );
    }
}
