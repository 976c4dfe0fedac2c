//! What somebody is told: the bell, the list, the preferences, announcements.

use axum::http::StatusCode;

use crate::support::{OWN_INVITATION, SIGNED_IN, Site};

const ALONE: &str = "pilaster_access=good-alone";
const SUPER: &str = "pilaster_access=good-super";
const BORROWED: &str = "pilaster_access=good-borrowed";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bell_counts_what_is_unread_on_every_page() {
    let site = Site::new();
    let page = site.get_with("/dashboard", SIGNED_IN).await;
    assert_eq!(page.count("Notifications, 1 unread"), 1);
    assert_eq!(page.count(r#"data-latest="7""#), 1);
    let none = site.get_with("/dashboard", ALONE).await;
    assert_eq!(none.count("1 unread"), 0);
    for (page, is_hidden) in [(page, false), (none, true)] {
        let (before, _) = page.body.split_once("app-bell-count").unwrap();
        let tag = before.rsplit('<').next().unwrap();
        assert_eq!(tag.contains(" hidden"), is_hidden, "{tag}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notifications_are_told_in_words_and_unknown_ones_too() {
    let site = Site::new();
    let page = site.get_with("/notifications", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::OK);
    for piece in [
        "Grace Hopper changed your role in Engines &lt;b&gt; to Admin",
        "Something happened",
        // London has summer time then.
        "Jul 2, 2026, 5:05\u{a0}PM",
        "Mark all as read",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    assert!(page.attribute("href").contains(&"/t/engines"));
    // An invitation is answered on a plain page.
    let link = format!(r#"href="/invitations/{OWN_INVITATION}" rel="external""#);
    assert_eq!(page.count(&link), 1);
    assert_eq!(page.count("notification-unread"), 1);
    assert_eq!(page.count(r#"data-answer="/api/v1/notifications?""#), 1);
    let unread = site
        .get_with("/notifications?unread=true&cursor=abc", SIGNED_IN)
        .await;
    assert_eq!(
        unread.count(r#"data-answer="/api/v1/notifications?unread=true&amp;cursor=abc""#),
        1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_acts_as_somebody_else_is_not_offered_to_settle_what_they_are_told() {
    let site = Site::new();
    let page = site.get_with("/notifications", BORROWED).await;
    assert_eq!(page.count("notification-unread"), 1);
    assert!(!page.body.contains("Mark all as read"));
    assert!(!page.body.contains("Mark as read"));
    assert!(page.body.contains("On &lt;Sunday&gt;."));
    assert_eq!(page.count("app-banner-dismiss"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_there_is_nothing_it_says_why() {
    let site = Site::new();
    let page = site.get_with("/notifications", ALONE).await;
    assert!(page.body.contains("Nothing here yet"));
    let page = site.get_with("/notifications?unread=true", ALONE).await;
    assert!(page.body.contains("all caught up"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn preferences_are_a_box_for_each_kind_and_way() {
    let page = Site::new()
        .get_with("/settings/notifications", SIGNED_IN)
        .await;
    let kinds = contract::notifications::NotificationKind::ALL.len();
    assert_eq!(page.count(r#"type="checkbox""#), 2 * kinds);
    assert_eq!(page.count(" checked"), 2 * kinds - 1);
    assert_eq!(page.count(r#"aria-label="Data exports: email""#), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn announcements_stand_above_each_page_and_are_put_away_by_a_form() {
    let site = Site::new();
    let page = site.get_with("/settings/profile?a=b", SUPER).await;
    assert!(page.body.contains("On &lt;Sunday&gt;."));
    assert_eq!(page.count(r#"class="app-banner alert-warning""#), 1);
    assert_eq!(page.count("Dismiss “Maintenance”"), 1);
    let fields = [
        ("id", "019a0000-0000-7000-8000-0000000000e1"),
        ("next", "/settings/profile?a=b"),
    ];
    let done = site
        .post_with("/announcements/dismiss", SUPER, &fields)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(done.location(), "/settings/profile?a=b");
    let unknown = site
        .post_with(
            "/announcements/dismiss",
            SUPER,
            &[("id", "x"), ("next", "//evil.example")],
        )
        .await;
    assert_eq!(unknown.location(), "/dashboard");
    let none = site.get_with("/dashboard", SIGNED_IN).await;
    assert_eq!(none.count("app-banner "), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_page_gets_what_is_announced_as_the_frame_shows_it() {
    let site = Site::new();
    let page = site.get_with("/settings/profile", SUPER).await;
    assert_eq!(page.count(r#"data-revision="one""#), 1);
    let part = site.get_with("/announcements", SUPER).await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(part.body.starts_with("<div"), "{}", part.body);
    assert!(page.body.contains("Dismiss “Maintenance”"));
    assert_eq!(part.count("Dismiss “Maintenance”"), 1);
    assert_eq!(part.count(r#"data-revision="one""#), 1);
    assert_eq!(part.count("<html") + part.count("<script"), 0);
    let none = site.get_with("/announcements", SIGNED_IN).await;
    assert_eq!(none.count(r#"data-revision="none""#), 1);
    assert_eq!(none.count("<form"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_see_all_announcements_and_others_no_page() {
    let site = Site::new();
    let page = site.get_with("/admin/announcements", SUPER).await;
    assert_eq!(page.status, StatusCode::OK);
    for piece in ["New announcement", "Edit “Maintenance”", "From Jul 2, 2026"] {
        assert!(page.body.contains(piece), "{piece}");
    }
    let page = site.get_with("/admin/announcements", SIGNED_IN).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("Page not found"));
}
