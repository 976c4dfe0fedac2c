//! The pages of staff: who has which, what they carry, and the banner of who acts as somebody else.

use axum::http::StatusCode;
use web::pages::admin::Section;

use crate::support::{SIGNED_IN, Site};

const STAFF: &str = "pilaster_access=good-super";
const ADA: &str = "019a0000-0000-7000-8000-000000000001";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_staff_are_complete_and_in_the_navigation() {
    let site = Site::new();
    for (path, piece) in [
        ("/admin/sign-ups", "grace@example.com"),
        ("/admin/teams", "Analytical Engines"),
        (
            "/admin/invitations",
            "Revoke the invitation of grace@example.com",
        ),
        ("/admin/roles", "Operator"),
        ("/admin/roles", "Everything about jobs"),
        ("/admin/roles", "See all accounts"),
        ("/admin/mails", "g…@example.com"),
        ("/admin/mails", ">Confirmation of a sign-up<"),
        ("/admin/jobs", "connection refused"),
        ("/admin/jobs", "Run again: Send an email"),
        ("/admin/jobs", "Hourly deletion of what has expired"),
        ("/admin/system", "Doesn’t keep teams apart"),
    ] {
        let page = site.get_with(path, STAFF).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(piece), "{path}: {piece}");
        assert_eq!(page.count("<h1"), 1, "{path}");
        assert_eq!(page.count(" style="), 0, "{path}");
        assert!(page.attribute("href").contains(&path), "{path}");
        assert!(page.body.contains(r#"aria-current="page""#), "{path}");
        for group in ["Administration", "People", "Teams", "Operations"] {
            assert!(page.body.contains(&format!(">{group}<")), "{group}");
        }
        assert!(page.body.contains("</html>"), "{path} ends early");
    }
}

/// The journeys look at the pages that the navigation names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_section_is_in_the_navigation_of_who_may_see_it() {
    let site = Site::new();
    let page = site.get_with("/dashboard", STAFF).await;
    let links = page.attribute("href");
    for section in Section::ALL {
        let path = section.path();
        // The superuser of these tests holds everything but the audit log.
        assert_eq!(links.contains(&path), section != Section::Audit, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_may_see_is_neither_asked_for_nor_linked() {
    let site = Site::new();
    // The superuser of these tests holds everything but the audit log.
    let page = site.get_with("/admin/audit", STAFF).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(site.calls(), 4, "who it is, and what the frame shows");
    assert!(!page.attribute("href").contains(&"/admin/audit"));
    assert!(page.attribute("href").contains(&"/admin/announcements"));
    for path in ["/admin/jobs", "/admin/nothing", "/admin/users/nobody"] {
        let page = site.get_with(path, SIGNED_IN).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.body.contains("Administration"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_is_shown_with_what_can_be_done_to_it() {
    let site = Site::new();
    let page = site.get_with(&format!("/admin/users/{ADA}"), STAFF).await;
    assert_eq!(page.status, StatusCode::OK);
    for piece in [
        "Ada Lovelace",
        "Act as this person",
        "End sessions",
        "Deactivate",
        "Analytical Engines",
        "Give role",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    // It has no second factor, and is active.
    assert!(!page.body.contains("Reset two-step verification"));
    assert!(!page.body.contains("Lets the person in again"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_of_one_account_say_so_and_lead_to_all() {
    let site = Site::new();
    let all = "/admin/security-events?kind=signed_in";
    let shown = |name: &str| format!("Shown for {name} only");
    let page = site.get_with(&format!("{all}&user_id={ADA}"), STAFF).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(&shown("Ada Lovelace")));
    assert!(page.attribute("href").contains(&all));

    let nobody = "019a0000-0000-7000-8000-0000000000ff";
    let page = site
        .get_with(&format!("{all}&user_id={nobody}"), STAFF)
        .await;
    assert!(page.body.contains(&shown("one account")), "without events");
    let page = site.get_with(all, STAFF).await;
    assert!(!page.body.contains("Shown for"));
}

#[tokio::test]
async fn old_addresses_lead_to_the_new_ones() {
    let site = Site::new();
    for (path, to) in [
        ("/users", "/admin/users"),
        (
            "/users?search=ada&sort=email",
            "/admin/users?search=ada&sort=email",
        ),
        ("/admin", "/admin/users"),
    ] {
        let page = site.get_with(path, STAFF).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(page.location(), to);
    }
    assert_eq!(site.get("/admin").await.location(), "/login?next=%2Fadmin");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_acts_as_somebody_else_sees_it_on_every_page() {
    let site = Site::new();
    for path in ["/dashboard", "/settings/profile", "/", "/nothing"] {
        let page = site.get_with(path, "pilaster_access=good-borrowed").await;
        assert!(
            page.body.contains("Grace Hopper is acting as Ada Lovelace"),
            "{path}"
        );
        assert_eq!(page.count(r#"action="/impersonation/end""#), 1, "{path}");
        let page = site.get_with(path, SIGNED_IN).await;
        assert_eq!(page.count("/impersonation/end"), 0, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_button_leads_back_to_the_page_of_the_person() {
    let site = Site::new();
    let borrowed = "pilaster_access=good-borrowed; pilaster_own=good";
    let page = site.post_with("/impersonation/end", borrowed, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(page.location(), format!("/admin/users/{ADA}"));
    let page = site.post_with("/impersonation/end", SIGNED_IN, &[]).await;
    assert_eq!(page.location(), "/login");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_it_has_run_out_the_next_page_is_ones_own() {
    let site = Site::new();
    let page = site
        .get_with("/dashboard", "pilaster_refresh=ended; pilaster_own=good")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.cookies()
            .iter()
            .any(|cookie| cookie.starts_with("pilaster_access=good")),
        "{:?}",
        page.cookies()
    );
}
