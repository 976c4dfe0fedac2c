//! A forgotten password, by plain forms.

use axum::http::{StatusCode, header::REFERRER_POLICY};

use crate::support::{PASSWORD, SIGNED_IN, Site};

#[tokio::test]
async fn sign_in_leads_to_the_form_without_standing_in_the_way() {
    let page = Site::new().get("/login").await;
    let link = page.body.find(r#"href="/forgot-password""#).unwrap();
    let password = page.body.find(r#"id="password""#).unwrap();
    assert!(password < link, "the next stop after the address");
    let form = Site::new().get("/forgot-password").await;
    assert_eq!(form.status, StatusCode::OK);
    assert_eq!(form.attribute("autocomplete"), ["username"]);
    assert!(form.attribute("href").contains(&"/login"));
}

#[tokio::test]
async fn asking_is_answered_alike_and_keeps_the_address_out_of_the_url() {
    let site = Site::new();
    let mut pages = Vec::new();
    for email in ["ada@example.com", "nobody@example.com"] {
        let asked = site.post("/forgot-password", &[("email", email)]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        assert_eq!(asked.location(), "/forgot-password?sent=1");
        let cookies = asked.cookies();
        let paths = ["/forgot-password", "/reset-password"];
        assert_eq!(cookies.len(), paths.len());
        for (cookie, path) in cookies.iter().zip(paths) {
            let limits = format!("Path={path}; HttpOnly; SameSite=Lax");
            assert!(cookie.contains(&limits), "{cookie}");
        }
        let (pair, _) = cookies[0].split_once(';').unwrap();
        let shown = site.get_with(asked.location(), pair).await;
        assert!(shown.body.contains(&format!("an account with {email}")));
        pages.push(shown.body.replace(email, "…"));
    }
    assert_eq!(pages[0], pages[1]);
    let without = site.get("/forgot-password?sent=1").await;
    assert_eq!(without.status, StatusCode::OK);
    assert!(without.body.contains("an account with this address"));
}

#[tokio::test]
async fn asking_again_says_so() {
    let site = Site::new();
    let asked = site
        .post("/forgot-password/resend", &[("email", "ada@example.com")])
        .await;
    assert_eq!(asked.location(), "/forgot-password?sent=again");
    let shown = site.get(asked.location()).await;
    assert_eq!(shown.count(r#"role="status""#), 1);
    let first = site.get("/forgot-password?sent=1").await;
    assert_eq!(first.count(r#"role="status""#), 0);
}

#[tokio::test]
async fn the_mailbox_is_offered_only_where_the_sandbox_is() {
    for sandbox in [true, false] {
        let page = Site::with(sandbox).get("/forgot-password?sent=1").await;
        assert_eq!(page.attribute("href").contains(&"/dev/mail"), sandbox);
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_beside_its_field() {
    let page = Site::new()
        .post("/forgot-password", &[("email", "ada at example")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attribute("aria-invalid"), ["true"]);
    assert!(page.attribute("href").contains(&"#email"));
    assert!(page.attribute("value").contains(&"ada at example"));
    assert!(page.cookies().is_empty());
}

#[tokio::test]
async fn who_is_signed_in_may_have_forgotten_it_too() {
    let page = Site::new().get_with("/forgot-password", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_link_changes_nothing_until_its_form_is_sent() {
    let site = Site::new();
    let opened = site.get("/reset-password?token=good").await;
    assert_eq!(opened.status, StatusCode::OK);
    assert_eq!(site.calls(), 0);
    assert!(opened.body.contains(r#"name="token" value="good""#));
    assert_eq!(
        opened.attribute("autocomplete"),
        ["username", "new-password"]
    );

    let fields = [("token", "good"), ("new_password", PASSWORD)];
    let done = site.post("/reset-password", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(done.location(), "/login?reset=1");
    let cookies = done.cookies();
    assert!(
        cookies.iter().all(|cookie| cookie.contains("Max-Age=0")),
        "it signs nobody in: {cookies:?}"
    );
    let notice = "Your password has been changed.";
    assert!(site.get(done.location()).await.body.contains(notice));
    assert!(!site.get("/login").await.body.contains(notice));
}

#[tokio::test]
async fn password_managers_learn_the_address_from_the_browser_that_has_asked() {
    let site = Site::new();
    let asked = site
        .post("/forgot-password", &[("email", "ada@example.com")])
        .await;
    let (pair, _) = asked.cookies()[1].split_once(';').unwrap();
    let link = "/reset-password?token=good";
    let name = r#"autocomplete="username" value="ada@example.com""#;
    assert!(site.get_with(link, pair).await.body.contains(name));
    assert!(!site.get(link).await.body.contains("ada@example.com"));
    let fields = [("token", "good"), ("new_password", "short")];
    let refused = site.post_with("/reset-password", pair, &fields).await;
    assert!(refused.body.contains(name));
    let fields = [("token", "stale"), ("new_password", PASSWORD)];
    let stale = site.post_with("/reset-password", pair, &fields).await;
    assert!(stale.attribute("value").contains(&"ada@example.com"));
}

#[tokio::test]
async fn a_refused_password_says_why_and_keeps_the_link() {
    let fields = [("token", "good"), ("new_password", "short")];
    let page = Site::new().post("/reset-password", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains(r#"name="token" value="good""#));
    assert_eq!(page.attribute("aria-invalid"), ["true"]);
    assert!(
        page.attribute("aria-describedby")
            .contains(&"new-password-hint new-password-errors")
    );
    assert!(page.attribute("href").contains(&"#new-password"));
    assert!(!page.attribute("value").contains(&"short"));
}

#[tokio::test]
async fn a_stale_link_leads_to_a_new_one() {
    let site = Site::new();
    let long = "x".repeat(129);
    for (token, status) in [
        ("stale", StatusCode::CONFLICT),
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        (&long, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let fields = [("token", token), ("new_password", PASSWORD)];
        let page = site.post("/reset-password", &fields).await;
        assert_eq!(page.status, status, "{token}");
        assert!(page.body.contains("This link no longer works"), "{token}");
        assert!(page.attribute("action").contains(&"/forgot-password"));
    }
    let bare = site.get("/reset-password").await;
    assert_eq!(bare.location(), "/forgot-password");
}

#[tokio::test]
async fn a_token_in_an_address_is_told_to_nobody() {
    let site = Site::new();
    for path in ["/reset-password?token=abc", "/verify-email?token=abc"] {
        let page = site.get(path).await;
        assert_eq!(page.headers[REFERRER_POLICY], "strict-origin", "{path}");
    }
    let page = site.get("/login").await;
    assert!(!page.headers.contains_key(REFERRER_POLICY));
}
