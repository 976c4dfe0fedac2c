//! Sign-up, confirmation, sign-in and sign-out by plain forms.

use axum::http::{StatusCode, header::CONTENT_SECURITY_POLICY};

use crate::support::{PASSWORD, SIGNED_IN, Site};

const ADA: (&str, &str) = ("email", "ada@example.com");

#[tokio::test]
async fn sign_in_relays_the_cookies_and_goes_on_to_next() {
    let site = Site::new();
    for (next, expected) in [
        ("/users?sort=email", "/users?sort=email"),
        ("", "/dashboard"),
        ("//evil.example", "/dashboard"),
        ("https://evil.example/", "/dashboard"),
    ] {
        let page = site
            .post("/login", &[ADA, ("password", PASSWORD), ("next", next)])
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{next}");
        assert_eq!(page.location(), expected, "{next}");
        let cookies = page.cookies();
        assert!(
            cookies.contains(&"pilaster_access=good; HttpOnly"),
            "{cookies:?}"
        );
        assert!(
            cookies.contains(&"pilaster_refresh=good; HttpOnly"),
            "{cookies:?}"
        );
    }
}

#[tokio::test]
async fn next_survives_a_refusal() {
    let site = Site::new();
    let asked = site.get("/login?next=%2Fusers%3Fsort%3Demail").await;
    assert!(
        asked
            .body
            .contains(r#"name="next" value="/users?sort=email""#)
    );
    let refused = site
        .post("/login", &[ADA, ("password", "wrong"), ("next", "/users")])
        .await;
    assert!(refused.body.contains(r#"name="next" value="/users""#));
}

#[tokio::test]
async fn wrong_credentials_keep_the_address_and_never_the_password() {
    let page = Site::new()
        .post("/login", &[ADA, ("password", "not the one")])
        .await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.attribute("role").contains(&"alert"));
    assert!(
        page.body
            .contains("The email address or password is incorrect.")
    );
    assert!(page.attribute("value").contains(&"ada@example.com"));
    assert!(!page.body.contains("not the one"));
    assert!(page.cookies().is_empty());
}

#[tokio::test]
async fn an_unconfirmed_address_is_offered_the_mail_again() {
    let site = Site::new();
    let fields = [("email", "new@example.com"), ("password", PASSWORD)];
    let page = site.post("/login", &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.attribute("action").contains(&"/verify-email/resend"));
    assert!(!page.body.contains(PASSWORD));

    let sent = site.post("/verify-email/resend", &fields[..1]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/verify-email?sent=again");
}

#[tokio::test]
async fn who_is_signed_in_needs_no_form() {
    let site = Site::new();
    assert_eq!(
        site.get_with("/login", SIGNED_IN).await.location(),
        "/dashboard"
    );
    assert_eq!(
        site.get_with("/login?next=/users", SIGNED_IN)
            .await
            .location(),
        "/users"
    );
    assert_eq!(
        site.get_with("/register", SIGNED_IN).await.location(),
        "/dashboard"
    );
}

#[tokio::test]
async fn demo_sign_ins_are_shown_only_where_the_sandbox_is() {
    let demo = "correct-horse-battery-staple";
    assert!(Site::with(true).get("/login").await.body.contains(demo));
    assert!(!Site::with(false).get("/login").await.body.contains(demo));
    assert!(
        Site::with(true)
            .get("/verify-email?sent=1")
            .await
            .body
            .contains("/dev/mail")
    );
    assert!(
        !Site::with(false)
            .get("/verify-email?sent=1")
            .await
            .body
            .contains("/dev/mail")
    );
}

#[tokio::test]
async fn a_refused_sign_up_says_what_is_wrong_beside_each_field() {
    let page = Site::new()
        .post(
            "/register",
            &[
                ("first_name", "Grace"),
                ("last_name", ""),
                ("email", "grace"),
                ("password", "short"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("There are 3 problems to fix"));
    assert_eq!(page.attribute("aria-invalid").len(), 3);
    for field in ["last-name", "email", "password"] {
        assert!(
            page.attribute("href")
                .contains(&format!("#{field}").as_str()),
            "{field}"
        );
    }
    assert!(
        page.attribute("aria-describedby")
            .contains(&"password-hint password-errors")
    );
    let values = page.attribute("value");
    assert!(
        values.contains(&"Grace") && values.contains(&"grace"),
        "{values:?}"
    );
    assert!(!values.contains(&"short"));
    let filled = page.attribute("autocomplete");
    assert_eq!(
        filled,
        ["given-name", "family-name", "email", "new-password"]
    );
}

#[tokio::test]
async fn sign_up_leads_to_the_inbox_and_keeps_the_address_out_of_the_url() {
    let site = Site::new();
    let fields = [
        ("first_name", "Grace"),
        ("last_name", "Hopper"),
        ("email", "grace+test@example.com"),
        ("password", PASSWORD),
    ];
    let page = site.post("/register", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(page.location(), "/verify-email?sent=1");
    let cookie = *page.cookies().first().unwrap();
    assert!(
        cookie.contains("Path=/verify-email; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );

    let (pair, _) = cookie.split_once(';').unwrap();
    let shown = site.get_with(page.location(), pair).await;
    assert!(shown.body.contains("grace+test@example.com"));
    let reloaded_without = site.get(page.location()).await;
    assert_eq!(reloaded_without.status, StatusCode::OK);
    assert!(!reloaded_without.body.contains("grace"));
}

#[tokio::test]
async fn a_link_confirms_nothing_until_its_button_is_pressed() {
    let site = Site::new();
    let opened = site.get("/verify-email?token=good").await;
    assert_eq!(opened.status, StatusCode::OK);
    assert_eq!(site.calls(), 0);
    assert!(opened.body.contains(r#"name="token" value="good""#));

    let confirmed = site.post("/verify-email", &[("token", "good")]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER);
    assert_eq!(confirmed.location(), "/verify-email?done=1");
    assert!(
        confirmed
            .cookies()
            .iter()
            .any(|cookie| cookie.contains("Max-Age=0"))
    );
    let done = site.get(confirmed.location()).await;
    assert!(done.attribute("href").contains(&"/login"));
}

#[tokio::test]
async fn a_stale_link_offers_a_new_one() {
    let page = Site::new()
        .post("/verify-email", &[("token", "stale")])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains("This link no longer works"));
    assert!(page.attribute("action").contains(&"/verify-email/resend"));
}

#[tokio::test]
async fn signing_out_takes_a_form() {
    let site = Site::new();
    let asked = site.get_with("/logout", SIGNED_IN).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(
        asked
            .cookies()
            .iter()
            .all(|cookie| !cookie.contains("pilaster_access"))
    );

    let left = site.post_with("/logout", SIGNED_IN, &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(left.location(), "/login?signed_out=1");
    assert!(left.cookies().contains(&"pilaster_access=; Max-Age=0"));
    let notice = "You are signed out.";
    assert!(site.get(left.location()).await.body.contains(notice));
    assert!(!site.get("/login").await.body.contains(notice));
    assert_eq!(site.get("/logout").await.location(), "/login");
}

#[tokio::test]
async fn what_is_written_into_a_form_stays_text() {
    let evil = "\"><script>alert(1)</script>";
    let page = Site::new()
        .post("/login", &[("email", evil), ("password", "x")])
        .await;
    assert_eq!(page.count("<script"), 2, "the page's own and its words");
    assert!(!page.body.contains("<script>"));
}

#[tokio::test]
async fn forms_have_a_script_that_makes_them_comfortable() {
    let site = Site::new();
    for path in [
        "/login",
        "/register",
        "/verify-email",
        "/forgot-password",
        "/reset-password?token=good",
    ] {
        let page = site.get(path).await;
        assert!(page.body.contains("/assets/public-boot.js"), "{path}");
        assert!(!page.body.contains("/assets/boot.js"), "{path}");
        let policy = page.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        let nonce = page.attribute("nonce");
        assert_eq!(nonce.len(), 1, "{path}");
        let sources = format!("script-src 'self' 'nonce-{}'", nonce[0]);
        assert!(policy.contains(&sources), "{path}: {policy}");
        assert_eq!(page.count(r#"<template id="field-error""#), 1, "{path}");
    }
    let page = site.get("/verify-email?token=good").await;
    assert_eq!(page.count("<script"), 0, "nothing to make comfortable");
}

#[tokio::test]
async fn what_only_a_script_can_serve_is_hidden() {
    let site = Site::new();
    for (path, piece) in [
        (
            "/login?next=/users",
            "data-passkey=\"sign-in\" data-next=\"/users\" hidden",
        ),
        ("/register", "data-strength=\"password\" hidden"),
        (
            "/reset-password?token=good",
            "data-strength=\"new-password\" hidden",
        ),
    ] {
        let page = site.get(path).await;
        assert_eq!(page.count(piece), 1, "{path}: {}", page.body);
    }
}

#[tokio::test]
async fn who_tries_too_often_is_told_how_long_to_wait_and_keeps_what_was_typed() {
    let fields = [("email", "eager@example.com"), ("password", "wrong")];
    let page = Site::new().post("/login", &fields).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.body.contains("Wait 2 minutes"), "{}", page.body);
    assert!(page.attribute("value").contains(&"eager@example.com"));
}

#[tokio::test]
async fn a_locked_account_is_unlocked_by_the_button_behind_the_link() {
    let site = Site::new();
    let fields = [("email", "locked@example.com"), ("password", "wrong")];
    let locked = site.post("/login", &fields).await;
    assert_eq!(locked.status, StatusCode::FORBIDDEN);
    assert!(locked.body.contains("This account is locked"));

    let opened = site.get("/unlock?token=good").await;
    assert_eq!(opened.status, StatusCode::OK);
    assert!(opened.attribute("value").contains(&"good"));
    let unlocked = site.post("/unlock", &[("token", "good")]).await;
    assert_eq!(unlocked.location(), "/unlock?done=1");
    let done = site.get(unlocked.location()).await;
    assert!(done.attribute("href").contains(&"/login"));
    let stale = site.post("/unlock", &[("token", "stale")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("This link no longer works"));
    assert_eq!(site.get("/unlock").await.location(), "/login");
}
