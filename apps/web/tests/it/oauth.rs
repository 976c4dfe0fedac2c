//! Signing in by a provider, as the pages offer it.

use axum::http::StatusCode;

use crate::support::{SIGNED_IN, Site};

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
