//! The landing page, error pages, and what holds for every plain page.

use axum::http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
};

use crate::support::{BROKEN, Page, SIGNED_IN, Site};

/// Asserts what no page may get wrong, whatever it shows.
fn is_well_made(page: &Page, name: &str) {
    assert_eq!(
        page.count("<h1"),
        1,
        "{name}: one heading of the first rank"
    );
    assert_eq!(page.count("<main"), 1, "{name}: one main landmark");
    // Forms have one that makes them comfortable.
    let scripts = page.count("<script type=\"module\" src=\"/assets/public-boot.js\" nonce=");
    let words = page.count("<script type=\"application/json\" id=\"words\">");
    assert_eq!(words, scripts, "{name}: the words that the script says");
    assert_eq!(
        page.count("<script"),
        2 * scripts,
        "{name}: no other script"
    );
    assert_eq!(page.count(" style=\""), 0, "{name}: no inline style");
    let policy = page
        .headers
        .get(CONTENT_SECURITY_POLICY)
        .unwrap()
        .to_str()
        .unwrap();
    assert_eq!(
        policy.matches("script-src").count(),
        scripts,
        "{name}: {policy}"
    );
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{name}: {policy}"
    );
    assert_eq!(
        page.headers.get(CACHE_CONTROL).unwrap(),
        "private, no-store",
        "{name}"
    );

    let ids = page.attribute("id");
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "{name}: ids are unique: {ids:?}");
    for attribute in [
        "for",
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
    ] {
        for target in page
            .attribute(attribute)
            .into_iter()
            .flat_map(str::split_whitespace)
        {
            assert!(
                ids.contains(&target),
                "{name}: {attribute} names the missing {target}"
            );
        }
    }
    let anchors = page
        .attribute("href")
        .into_iter()
        .filter_map(|href| href.strip_prefix('#'));
    for anchor in anchors {
        assert!(
            ids.contains(&anchor),
            "{name}: a link leads to the missing #{anchor}"
        );
    }
}

#[tokio::test]
async fn every_plain_page_is_well_made_in_every_language() {
    let site = Site::new();
    for language in ["en", "ar"] {
        for path in [
            "/",
            "/api/docs",
            "/login",
            "/login?next=/users",
            "/register",
            "/verify-email",
            "/verify-email?token=abc",
            "/verify-email?sent=1",
            "/verify-email?sent=again",
            "/verify-email?done=1",
            "/forgot-password",
            "/forgot-password?sent=1",
            "/forgot-password?sent=again",
            "/reset-password?token=abc",
            "/login?reset=1",
            "/nowhere",
        ] {
            let page = site.get_in(path, language).await;
            is_well_made(&page, &format!("{path} in {language}"));
            assert_eq!(page.attribute("lang").first(), Some(&language), "{path}");
        }
    }
    is_well_made(&site.get_with("/logout", SIGNED_IN).await, "/logout");
    is_well_made(&site.get_with("/dashboard", BROKEN).await, "an error page");
    for (path, fields) in [
        ("/login", [("email", "nobody"), ("password", "")]),
        (
            "/login",
            [
                ("email", "new@example.com"),
                ("password", crate::support::PASSWORD),
            ],
        ),
        ("/register", [("email", "nobody"), ("password", "short")]),
        ("/verify-email", [("token", "stale"), ("", "")]),
        ("/verify-email/resend", [("email", "nobody"), ("", "")]),
        ("/forgot-password", [("email", "nobody"), ("", "")]),
        (
            "/reset-password",
            [
                ("token", "stale"),
                ("new_password", crate::support::PASSWORD),
            ],
        ),
        (
            "/reset-password",
            [("token", "good"), ("new_password", "short")],
        ),
    ] {
        let page = site.post(path, &fields).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
        is_well_made(&page, &format!("{path}, refused"));
    }
}

#[tokio::test]
async fn landing_leads_visitors_to_sign_up_and_users_to_their_dashboard() {
    let site = Site::new();
    let visitor = site.get("/").await;
    assert_eq!(visitor.status, StatusCode::OK);
    assert!(visitor.body.contains("Ship your SaaS as one binary."));
    assert!(visitor.attribute("href").contains(&"/register"));
    for piece in [
        "Billing comes next",
        "Teams that keep to themselves",
        "Audit logs that prove themselves",
        "An area for your staff",
    ] {
        assert!(visitor.body.contains(piece), "{piece}");
    }
    assert_eq!(visitor.count("account-step-refused"), 1);
    let sections = ["features", "architecture", "code"];
    for section in sections {
        assert!(visitor.attribute("id").contains(&section), "{section}");
    }

    let user = site.get_with("/", SIGNED_IN).await;
    assert!(user.body.contains("Open your dashboard"));
    let missing = site.get_with("/nowhere", SIGNED_IN).await;
    for page in [&user, &missing] {
        let links = page.attribute("href");
        assert!(links.contains(&"/dashboard"));
        assert!(!links.contains(&"/login") && !links.contains(&"/register"));
    }
    assert_eq!(user.attribute("data-theme"), ["dark"]);
}

#[tokio::test]
async fn landing_reads_from_right_to_left_in_arabic() {
    let page = Site::new().get_in("/", "ar").await;
    assert_eq!(page.attribute("dir").first(), Some(&"rtl"));
    assert!(page.body.contains("أطلق منتجك في ملف تنفيذي واحد"));
}

#[tokio::test]
async fn unknown_pages_and_methods_are_refused_in_words() {
    let site = Site::new();
    let missing = site.get_in("/nowhere", "ar").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.body.contains("الصفحة غير موجودة"));
    let refused = site.post("/", &[]).await;
    assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(refused.count("<h1"), 1);
}

#[tokio::test]
async fn a_fault_of_the_api_names_its_request() {
    let page = Site::new().get_with("/dashboard", BROKEN).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.body.contains("019a-request"));
}

#[tokio::test]
async fn plain_pages_survive_a_fault_of_the_api() {
    let page = Site::new().get_with("/", BROKEN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.attribute("href").contains(&"/login"));
}

#[tokio::test]
async fn search_engines_are_asked_to_stay_out_of_the_app() {
    let page = Site::new().get("/robots.txt").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Disallow: /dashboard"));
    let home = Site::new().get("/").await;
    assert!(!home.body.contains("noindex"));
    let login = Site::new().get("/login").await;
    assert!(login.body.contains("noindex"));
}
