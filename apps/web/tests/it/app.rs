//! App pages: who may see them, what they carry, how language and theme are kept.

use axum::http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
};

use crate::support::{BROKEN, SIGNED_IN, Site};

const PAGES: [&str; 7] = [
    "/dashboard",
    "/settings/profile",
    "/settings/security",
    "/settings/api-keys",
    "/settings/notifications",
    "/settings/account",
    "/notifications",
];

/// What each page asks for: the user, and what the frame around it tells.
const EACH: usize = 4;

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_form_and_back() {
    let site = Site::new();
    let page = site.get("/admin/users?search=ada&sort=email").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(
        page.location(),
        "/login?next=%2Fadmin%2Fusers%3Fsearch%3Dada%26sort%3Demail"
    );
    assert_eq!(
        site.calls(),
        0,
        "without cookies there is nobody to ask for"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_complete_and_private() {
    let site = Site::new();
    for path in PAGES {
        let page = site.get_with(path, SIGNED_IN).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("Ada Lovelace"), "{path}");
        assert_eq!(page.count("<h1"), 1, "{path}");
        assert_eq!(page.count("<main"), 1, "{path}");
        assert!(page.body.contains(r#"data-theme="dark""#), "{path}");
        assert_eq!(page.headers[CACHE_CONTROL], "private, no-store", "{path}");
        let policy = page.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self'"), "{path}");
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(page.count(" style="), 0, "{path}");
        assert_eq!(page.count(r#"data-answer="/api/v1/users/me""#), 1, "{path}");
        assert!(page.body.contains("</html>"), "{path} ends early");
    }
    assert_eq!(
        site.calls(),
        EACH * PAGES.len() + 11,
        "the user is asked for once a page, and what a page shows for it"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passkeys_are_listed_with_what_is_known_of_them() {
    let site = Site::new();
    let page = site.get_with("/settings/security", SIGNED_IN).await;
    for piece in [
        "<bdi>Laptop",
        "Last used Nov 4, 2026",
        "Added Nov 3, 2026",
        "Blocked",
        "Remove it, and add a new one.",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    let none = site
        .get_with("/settings/security", "pilaster_access=good-alone")
        .await;
    assert!(none.body.contains("No passkeys yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_are_listed_in_words_and_in_the_time_zone() {
    let site = Site::new();
    let page = site.get_with("/settings/security", SIGNED_IN).await;
    assert_eq!(page.count(r#"<li class="session""#), 2);
    for piece in [
        "Firefox on Windows",
        "203.0.113.7",
        "This device",
        "Active now",
        "Signed in Nov 3, 2026",
        "Unknown device",
        // London has summer time then.
        "Last seen Jul 2, 2026, 5:05\u{a0}PM",
        "Sign out all other devices",
        r#"aria-label="Sign out Firefox on Windows""#,
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    assert_eq!(page.count(r#"data-answer="/api/v1/sessions?limit=100""#), 1);
    assert!(!page.body.contains("on this device only"));

    let page = site
        .get_with("/settings/security", "pilaster_access=good-alone")
        .await;
    assert_eq!(page.count(r#"<li class="session""#), 1);
    assert!(page.body.contains("on this device only"));
    // What the dialog would ask stands there in any case.
    assert_eq!(page.count("Sign out all other devices<"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_are_told_in_words_and_unknown_ones_too() {
    let page = Site::new().get_with("/settings/security", SIGNED_IN).await;
    assert_eq!(page.count(r#"<li class="entry event""#), 2);
    for piece in [
        "Password changed",
        "Something happened to your account",
        "Firefox on Linux",
        "Jul 2, 2026, 5:05\u{a0}PM",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_are_listed_without_themselves() {
    let site = Site::new();
    let page = site.get_with("/settings/api-keys", SIGNED_IN).await;
    assert_eq!(page.count(r#"<li class="entry key""#), 1);
    for piece in [
        "Nightly &lt;report&gt;",
        "plk_q3VbYc0R…",
        "account:read, users:list",
        "Never used",
        "Created Jul 1, 2026",
        "Expires Sep 29, 2026",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    let page = site
        .get_with("/settings/api-keys", "pilaster_access=good-alone")
        .await;
    assert!(page.body.contains("No API keys yet"));
    assert!(page.body.contains("Authorization: Bearer plk_"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_account_can_be_changed_taken_out_and_closed() {
    let page = Site::new().get_with("/settings/account", SIGNED_IN).await;
    for piece in [
        "You sign in with ada@example.com.",
        "Ready to download, 2 KB",
        "Kept until Jul 8, 2026",
        "Deactivate account",
        "Type ada@example.com to confirm",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_that_cannot_be_had_leave_the_password() {
    let page = Site::new()
        .get_with("/settings/security", "pilaster_access=good-broken")
        .await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.body.contains(r#"id="new-password""#));
    assert!(page.body.contains("Try again"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_of_users_does_not_exist_for_others() {
    let site = Site::new();
    let page = site.get_with("/admin/users", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("Page not found"));
    assert_eq!(site.calls(), EACH, "nothing is asked about other users");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn superusers_get_the_list_and_its_address_in_every_link() {
    let site = Site::new();
    let page = site
        .get_with(
            "/admin/users?search=gr&sort=email",
            "pilaster_access=good-super",
        )
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("grace@example.com"));
    assert_eq!(page.count(r#"aria-sort="ascending""#), 1);
    let links = page.attribute("href");
    assert!(
        links.contains(&"/admin/users?search=gr&amp;sort=email&amp;cursor=more"),
        "{links:?}"
    );
    assert!(
        links.contains(&"/admin/users?search=gr&amp;is_active=true&amp;sort=email"),
        "{links:?}"
    );
    assert!(
        links.contains(&"/admin/users?search=gr&amp;sort=-email"),
        "{links:?}"
    );
    assert_eq!(page.count(r#"data-answer="/api/v1/users?search=gr"#), 1);
}

#[tokio::test]
async fn an_expired_token_is_renewed_before_the_page_is_made() {
    let site = Site::new();
    let page = site
        .get_with(
            "/dashboard",
            "pilaster_access=old; pilaster_refresh=renewable",
        )
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Ada Lovelace"));
    let cookies = page.cookies();
    assert!(
        cookies.contains(&"pilaster_access=good; HttpOnly"),
        "{cookies:?}"
    );
    assert_eq!(site.calls(), 2 + EACH);
}

#[tokio::test]
async fn a_dead_session_is_no_error() {
    let page = Site::new()
        .get_with("/dashboard", "pilaster_access=old; pilaster_refresh=old")
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(page.location(), "/login?next=%2Fdashboard");
}

#[tokio::test]
async fn an_api_that_is_away_says_so() {
    let page = Site::new().get_with("/dashboard", BROKEN).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn language_and_theme_are_kept_and_lead_back() {
    let site = Site::new();
    let page = site
        .post(
            "/preferences/locale",
            &[("locale", "ar"), ("next", "/login?next=%2Fusers")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(page.location(), "/login?next=%2Fusers");
    assert_eq!(
        page.cookies(),
        ["pilaster_locale=ar; Max-Age=31536000; Path=/; SameSite=Lax"]
    );
    let page = site
        .get_with("/login", "pilaster_locale=ar; pilaster_theme=light")
        .await;
    assert!(
        page.body
            .contains(r#"<html lang="ar" dir="rtl" data-theme="light">"#)
    );

    let page = site
        .post(
            "/preferences/theme",
            &[("theme", "dark"), ("next", "//evil.example")],
        )
        .await;
    assert_eq!(page.location(), "/", "only own paths are followed");
    let page = site
        .post("/preferences/theme", &[("theme", "pink"), ("next", "/")])
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.cookies().is_empty());
}

#[tokio::test]
async fn a_choice_of_who_is_signed_in_is_kept_in_the_account() {
    let site = Site::new();
    let page = site
        .post_with(
            "/preferences/theme",
            "pilaster_access=good-raced",
            &[("theme", "light"), ("next", "/dashboard")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    // The user, the change refused for its version, the user again, the change.
    assert_eq!(site.calls(), 4);
    let last = *page.cookies().last().unwrap();
    assert!(last.starts_with("pilaster_theme=light;"), "{last}");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_by_a_page() {
    let next = "x".repeat(70 * 1024);
    let page = Site::new()
        .post("/preferences/theme", &[("theme", "dark"), ("next", &next)])
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.body.contains("<h1"));
}

#[tokio::test]
async fn texts_are_served_once_and_for_ever() {
    let site = Site::new();
    let page = site.get_with("/dashboard", SIGNED_IN).await;
    let texts = page
        .attribute("href")
        .into_iter()
        .find(|href| href.starts_with("/assets/i18n/en."))
        .unwrap();
    let answer = site.get(texts).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.headers[CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    assert!(i18n::Texts::from_json(contract::Locale::En, &answer.body).is_ok());
}
