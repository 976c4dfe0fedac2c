//! Signing in by a provider, as the pages offer it.

use axum::http::StatusCode;

use crate::support::{SIGNED_IN, Site, WITHOUT_PROVIDERS};

const ALERT: &str = r#"data-slot="alert""#;

#[tokio::test]
async fn each_provider_is_a_link_that_keeps_next() {
    let site = Site::new();
    let page = site.get("/login?next=%2Fusers%3Fsort%3Demail").await;
    let links = page.attribute("href");
    for id in ["google", "oidc"] {
        let link = format!("/api/v1/auth/oauth/{id}/start?next=%2Fusers%3Fsort%3Demail");
        assert!(links.contains(&link.as_str()), "{links:?}");
    }
    assert!(page.body.contains("Continue with Acme"));
    let page = site.get("/register").await;
    assert!(page.body.contains("Continue with Google"));
}

#[tokio::test]
async fn one_line_sets_all_other_ways_off_from_the_form() {
    const LINE: &str = r#"class="ways-or""#;
    let site = Site::new();
    let page = site.get("/login").await;
    assert_eq!(page.count(LINE), 1);
    let after = |piece: &str| page.body.find(piece).unwrap();
    assert!(after("auth-submit") < after(LINE));
    assert!(after(LINE) < after("Continue with Google"));
    assert!(after("Continue with Acme") < after("data-passkey"));
    assert_eq!(site.get("/register").await.count(LINE), 1);

    // By itself a passkey brings the line along, and hides it until a script is there.
    let page = site.get_with("/login", WITHOUT_PROVIDERS).await;
    assert_eq!(page.count(LINE), 1);
    assert_eq!(page.count("Continue with"), 0);
    let (_, offer) = page.body.split_once("data-passkey").unwrap();
    assert!(offer.contains(LINE));
    let page = site.get_with("/register", WITHOUT_PROVIDERS).await;
    assert_eq!(page.count(LINE), 0);
}

#[tokio::test]
async fn a_refusal_in_the_address_is_worded() {
    let site = Site::new();
    let page = site.get("/login?error=oauth.denied&next=%2Fusers").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.count(ALERT), 1);
    assert!(page.body.contains("You didn’t allow the provider"));
    for unknown in ["nonsense", "%3Cscript%3E"] {
        let page = site.get(&format!("/login?error={unknown}")).await;
        assert_eq!(page.count(ALERT), 0, "{unknown}");
        assert_eq!(page.count("<script>"), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_security_page_lists_providers_and_what_is_connected() {
    let site = Site::new();
    let page = site.get_with("/settings/security", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Connected accounts"));
    let labels = page.attribute("aria-label");
    for label in ["Connect Google", "Connect Acme", "Disconnect github"] {
        assert!(labels.contains(&label), "{labels:?}");
    }
    assert!(page.body.contains("ada@provider.example"));
    let page = site
        .get_with(
            "/settings/security?oauth_error=oauth.identity_taken",
            SIGNED_IN,
        )
        .await;
    assert!(page.body.contains("That account is already connected"));
}
