//! Behind the links of mails about an account, by plain forms.

use axum::http::StatusCode;

use crate::support::Site;

const PAGES: [&str; 3] = ["/confirm-email", "/undo-email", "/cancel-deletion"];

#[tokio::test]
async fn a_link_changes_nothing_until_its_button_is_pressed() {
    for path in PAGES {
        let site = Site::new();
        let page = site.get(&format!("{path}?token=good")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(site.calls(), 0, "{path}");
        assert!(page.body.contains(r#"name="token" value="good""#), "{path}");
        assert!(page.attribute("action").contains(&path));
    }
}

#[tokio::test]
async fn what_was_done_is_said_on_a_page_that_can_be_reloaded() {
    let site = Site::new();
    for (path, token, done, words) in [
        ("/confirm-email", "first", "waiting", "One mailbox to go"),
        ("/confirm-email", "second", "changed", "is changed"),
        ("/undo-email", "good", "1", "Choose a new password"),
        ("/cancel-deletion", "good", "1", "Your account stays"),
    ] {
        let posted = site.post(path, &[("token", token)]).await;
        assert_eq!(posted.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(posted.location(), format!("{path}?done={done}"));
        let page = site.get(posted.location()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(words), "{path}: {words}");
    }
}

#[tokio::test]
async fn a_link_that_no_longer_works_says_so() {
    let site = Site::new();
    for path in PAGES {
        let page = site.post(path, &[("token", "used")]).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
        assert!(page.body.contains("This link no longer works"), "{path}");
    }
}

#[tokio::test]
async fn an_address_that_is_taken_meanwhile_is_said_beside_the_button() {
    let page = Site::new().post("/undo-email", &[("token", "taken")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains("already exists"));
    assert!(page.body.contains(r#"name="token" value="taken""#));
}

#[tokio::test]
async fn a_link_without_a_token_leads_to_sign_in() {
    for path in PAGES {
        let page = Site::new().get(path).await;
        assert_eq!(page.location(), "/login", "{path}");
    }
}
