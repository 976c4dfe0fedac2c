//! The reference of the API.

use axum::http::StatusCode;
use contract::path;

use crate::support::{BROKEN, Page, Site};

const OPERATIONS: [(&str, &str, &str); 3] = [
    ("GET", "/api/v1/things", "list_things"),
    ("POST", "/api/v1/things", "create_thing"),
    ("DELETE", "/untagged/{id}", "delete_untagged"),
];

/// The page without what only separates pieces of its words.
fn joined(page: &Page) -> String {
    page.body.replace("<!>", "").replace("<wbr>", "")
}

/// What is read on the page, without its tags.
fn words(page: &Page) -> String {
    let pieces = joined(page);
    let words: Vec<_> = pieces
        .split('<')
        .filter_map(|piece| Some(piece.split_once('>')?.1))
        .flat_map(str::split_whitespace)
        .collect();
    words.join(" ")
}

/// The section with an id, up to the next one.
fn section(page: &Page, id: &str) -> String {
    let page = joined(page);
    let (_, rest) = page.split_once(&format!(" id=\"{id}\"")).unwrap();
    rest.split("<section").next().unwrap().to_owned()
}

#[tokio::test]
async fn every_operation_has_its_place_in_every_language() {
    let site = Site::new();
    for language in ["en", "ar"] {
        let page = site.get_in(path::DOCS, language).await;
        assert_eq!(page.status, StatusCode::OK);
        let words = words(&page);
        let (ids, links) = (page.attribute("id"), page.attribute("href"));
        for (method, path, id) in OPERATIONS {
            assert!(ids.contains(&id), "{id} in {language}");
            assert!(links.contains(&&*format!("#{id}")), "{id} in {language}");
            let call = format!("{method} {path}");
            assert!(words.contains(&call), "{call} in {language}: {words}");
        }
        assert!(!words.contains('`'), "{language}");
    }
}

#[tokio::test]
async fn operations_say_who_may_call_them_with_what_and_what_comes_back() {
    let page = Site::new().get(path::DOCS).await;
    let list = section(&page, "list_things");
    for piece in [
        "Needs a session",
        "things:list",
        "Query parameters",
        "1–100",
        "The version",
        "Other",
        "things?limit=25",
        "--cookie jar",
    ] {
        assert!(list.contains(piece), "{piece} in {list}");
    }
    assert!(list.contains("href=\"#schema-Thing\""), "{list}");
    let create = section(&page, "create_thing");
    for piece in [
        "Anyone may call this",
        "Request body",
        "Required",
        "red",
        "<code dir=\"ltr\">If-Match</code>",
        "A second paragraph.",
        "422",
        "--json",
        "&lt;Ada&gt;",
        "Origin: http://localhost:3000",
    ] {
        assert!(create.contains(piece), "{piece} in {create}");
    }
    assert!(!create.contains("things:list"), "{create}");
}

#[tokio::test]
async fn references_that_lead_nowhere_are_shown_by_their_name() {
    let page = Site::new().get(path::DOCS).await;
    let schema = section(&page, "schema-Thing");
    assert!(schema.contains("Nowhere"), "{schema}");
    assert!(!page.attribute("href").contains(&"#schema-Nowhere"));
}

#[tokio::test]
async fn words_of_the_document_are_english_in_an_arabic_page() {
    let page = Site::new().get_in(path::DOCS, "ar").await;
    assert_eq!(page.attribute("dir").first(), Some(&"rtl"));
    assert!(page.body.contains("مرجع الواجهة البرمجية"));
    let group = "<section lang=\"en\" dir=\"ltr\" class=\"reference-group\"";
    assert_eq!(
        page.count(group),
        2,
        "a group for the tag, one for the rest"
    );
    let create = section(&page, "create_thing");
    assert!(
        create.contains("<span lang=\"ar\" dir=\"rtl\">مطلوب</span>"),
        "{create}"
    );
}

#[tokio::test]
async fn a_document_that_cannot_be_had_is_asked_for_again() {
    let site = Site::new();
    let broken = site.get_with(path::DOCS, BROKEN).await;
    assert_eq!(broken.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(broken.body.contains("019a-request"));
    assert_eq!(site.get(path::DOCS).await.status, StatusCode::OK);
    let calls = site.calls();
    assert_eq!(site.get(path::DOCS).await.status, StatusCode::OK);
    assert_eq!(site.calls(), calls, "it is kept");
}

#[tokio::test]
async fn the_reference_is_found_with_a_slash_and_by_search_engines() {
    let site = Site::new();
    let redirected = site.get("/api/docs/").await;
    assert_eq!(redirected.status, StatusCode::SEE_OTHER);
    assert_eq!(redirected.location(), path::DOCS);
    assert!(!site.get(path::DOCS).await.body.contains("noindex"));
    let robots = site.get("/robots.txt").await;
    assert!(
        robots.body.contains("Allow: /api/docs\n"),
        "{}",
        robots.body
    );
}

#[tokio::test]
async fn the_reference_can_be_left_out() {
    let page = Site::without_api_docs().get(path::DOCS).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
