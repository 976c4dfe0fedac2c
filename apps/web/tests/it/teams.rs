//! Pages of teams: who may see which, and what is offered to whom.

use axum::http::StatusCode;
use contract::roles::TeamRole;

use crate::{
    support::{Page, SIGNED_IN, Site},
    team_api::signed_in_as,
};

const PAGES: [&str; 5] = [
    "/t/engines",
    "/t/engines/members",
    "/t/engines/roles",
    "/t/engines/settings",
    "/t/engines/audit",
];

async fn get(path: &str, role: TeamRole) -> Page {
    Site::new().get_with(path, &signed_in_as(role)).await
}

fn main_of(page: &Page) -> &str {
    let (_, main) = page.body.split_once("<main").unwrap();
    main.split_once("</main>").unwrap().0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_a_team_is_complete_and_without_inline_style() {
    for path in PAGES.into_iter().chain(["/teams", "/teams/new"]) {
        let page = get(path, TeamRole::Owner).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.count("<h1"), 1, "{path}");
        assert_eq!(page.count(" style="), 0, "{path}");
        assert!(page.body.contains("Analytical &lt;Engines&gt;"), "{path}");
        assert!(!page.body.contains("<Engines>"), "{path}");
        assert!(!page.body.contains("Something went wrong"), "{path}");
        assert!(page.body.contains("</html>"), "{path} ends early");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_opens_the_pages_that_it_grants() {
    use TeamRole::{Admin, Billing, Member, Owner, Viewer};
    for (path, may_see) in [
        ("/t/engines", &[Owner, Admin, Member, Viewer, Billing][..]),
        ("/t/engines/members", &[Owner, Admin, Member, Viewer]),
        ("/t/engines/roles", &[Owner, Admin]),
        (
            "/t/engines/settings",
            &[Owner, Admin, Member, Viewer, Billing],
        ),
        ("/t/engines/audit", &[Owner, Admin]),
    ] {
        for role in TeamRole::ALL {
            let page = get(path, role).await;
            if may_see.contains(&role) {
                assert_eq!(page.status, StatusCode::OK, "{path} as {role:?}");
            } else {
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} as {role:?}");
                assert!(
                    main_of(&page).contains("have access to this page"),
                    "{path}"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_team_of_others_does_not_exist() {
    for path in PAGES {
        let page = Site::new().get_with(path, SIGNED_IN).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("Page not found"), "{path}");
        assert!(!page.body.contains("Analytical"), "{path}");
    }
    let page = get("/t/other-engines", TeamRole::Owner).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_form_and_back() {
    let site = Site::new();
    for path in PAGES {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
        assert!(page.location().starts_with("/login?next=%2Ft%2Fengines"));
    }
    assert_eq!(site.calls(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_frame_offers_the_pages_that_the_role_opens() {
    let hidden = |page: &Page| page.count(" hidden data-permission") + page.count(r#"" hidden>"#);
    let all = get("/t/engines", TeamRole::Owner).await;
    assert_eq!(hidden(&all), 0, "{}", all.body);
    // Once in the sidebar, once in the menu of phones.
    for (role, number) in [(TeamRole::Viewer, 4), (TeamRole::Billing, 6)] {
        let page = get("/t/engines", role).await;
        assert_eq!(hidden(&page), number, "{role:?}");
    }
    for page in [all, get("/dashboard", TeamRole::Owner).await] {
        assert_eq!(page.count(r#"data-team-slug="engines""#), 2);
        assert!(page.attribute("href").contains(&"/t/engines/projects"));
    }
    let none = Site::new().get_with("/dashboard", SIGNED_IN).await;
    assert_eq!(none.count("data-team-slug"), 0);
    assert!(none.attribute("href").contains(&"/teams/new"));
    assert!(none.body.contains("Create your first team"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_dashboard_tells_roles_by_their_teams_and_calls_nobody_a_member_of_all() {
    for (role, word) in [
        (TeamRole::Owner, ">Owner<"),
        (TeamRole::Viewer, ">Viewer<"),
        (TeamRole::Member, ">Member<"),
    ] {
        let page = get("/dashboard", role).await;
        let main = main_of(&page);
        let (_, team) = main.split_once(r#"href="/t/engines""#).unwrap();
        let (team, _) = team.split_once("</a>").unwrap();
        assert!(team.contains(word), "{role:?}: {team}");
        assert_eq!(main.matches(word).count(), 1, "{role:?}");
        assert!(!main.contains(">Superuser<"), "{role:?}");
    }
    let none = Site::new().get_with("/dashboard", SIGNED_IN).await;
    assert!(!main_of(&none).contains(">Member<"));
    let root = Site::new()
        .get_with("/dashboard", "pilaster_access=good-super")
        .await;
    assert_eq!(main_of(&root).matches(">Superuser<").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn members_can_be_changed_by_who_holds_what_they_hold() {
    for (role, is_offered) in [
        (TeamRole::Owner, true),
        (TeamRole::Admin, true),
        (TeamRole::Member, false),
        (TeamRole::Viewer, false),
    ] {
        let page = get("/t/engines/members", role).await;
        for piece in [
            r#"aria-label="Change role of Grace Example""#,
            r#"aria-label="Remove Grace Example""#,
            ">Invite people<",
            "joan@example.com",
            r#"aria-label="Resend the invitation to joan@example.com""#,
            r#"aria-label="Revoke the invitation of joan@example.com""#,
        ] {
            assert_eq!(
                main_of(&page).contains(piece),
                is_offered,
                "{role:?}: {piece}"
            );
        }
        assert!(!page.body.contains("Change role of Ada"), "that is leaving");
        assert!(page.body.contains("grace@example.com"));
        assert!(page.body.contains("Joined Jul 2, 2026"));
        assert_eq!(page.body.contains("No two-step verification"), is_offered);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles_are_told_in_words_and_only_own_ones_change() {
    let page = get("/t/engines/roles", TeamRole::Owner).await;
    for piece in [
        "<bdi>Owner",
        "<bdi>Billing",
        "Built-in",
        "Your role",
        "Everything",
        "See the team",
        r#"aria-label="Edit Editor &lt;b&gt;""#,
        ">Create a role<",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    assert!(
        !page.body.contains("Edit Viewer"),
        "built-in ones stay as they are"
    );
    assert!(
        !main_of(&page).contains("In English"),
        "their names are translated"
    );
    assert_eq!(page.count(r#"<li class="team-entry""#), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_offer_what_the_role_grants() {
    for (role, name, transfer) in [
        (TeamRole::Owner, true, true),
        (TeamRole::Admin, true, false),
        (TeamRole::Viewer, false, false),
    ] {
        let page = get("/t/engines/settings", role).await;
        let main = main_of(&page);
        assert_eq!(main.contains(r#"id="team-slug""#), name, "{role:?}");
        assert_eq!(main.contains("Require it of all members"), name, "{role:?}");
        assert_eq!(main.contains("Hand over the team"), transfer, "{role:?}");
        assert_eq!(main.contains("Delete the team"), transfer, "{role:?}");
        assert!(main.contains("Leave the team"), "{role:?}");
        let is_owner = role == TeamRole::Owner;
        assert_eq!(main.contains("hand it over"), is_owner, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_a_team_is_told_once_there_is_one() {
    let page = get("/t/engines/settings", TeamRole::Owner).await;
    assert_eq!(main_of(&page).matches("Address: /t/engines").count(), 1);
    let page = get("/teams/new", TeamRole::Owner).await;
    assert!(!main_of(&page).contains("Address: /t/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_only_owner_is_led_to_what_comes_before_leaving() {
    for (test, is_only) in [("usual", true), ("co-owned", false)] {
        let cookies = format!("{}; test={test}", signed_in_as(TeamRole::Owner));
        let page = Site::new().get_with("/t/engines/settings", &cookies).await;
        let main = main_of(&page);
        assert_eq!(main.contains("You’re the only owner"), is_only, "{test}");
        assert_eq!(main.contains(r##"href="#transfer""##), is_only, "{test}");
        assert_eq!(main.matches(r#"id="transfer""#).count(), 1, "{test}");
        // What it is called, and the button.
        let number = main.matches("Leave the team").count();
        assert_eq!(number, if is_only { 1 } else { 2 }, "{test}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_are_told_in_words_and_unknown_ones_too() {
    let page = get("/t/engines/audit", TeamRole::Admin).await;
    for piece in [
        "Changed the team",
        "teams.teleport",
        "<bdi>Engine<",
        "<bdi>Engines<",
        "Jul 2, 2026, 5:05\u{a0}PM",
        "203.0.113.7",
        "/audit/export?format=csv",
    ] {
        assert!(page.body.contains(piece), "{piece}");
    }
    assert!(
        !main_of(&page).contains("<dt>Address"),
        "that stayed the same"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_names_whom_it_is_narrowed_to() {
    for (number, name) in [(2, "Grace Example"), (9, "Unknown member")] {
        let actor = format!("019a0000-0000-7000-8000-0000000000f{number}");
        let page = get(&format!("/t/engines/audit?actor={actor}"), TeamRole::Admin).await;
        let main = main_of(&page);
        let sent = format!(r#"<input type="hidden" name="actor" value="{actor}"#);
        assert!(main.contains(&sent), "{main}");
        assert!(main.contains(&format!(r#"value="{name}"#)), "{main}");
    }
    let page = get("/t/engines/audit", TeamRole::Admin).await;
    assert!(main_of(&page).contains(r#"<input type="hidden" name="actor" value"#));
    assert_eq!(page.count("Grace Example"), 0, "nobody is asked for");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_says_between_which_days_it_is() {
    let days = "from=2026-03-02&to=2026-03-31";
    let page = get(&format!("/t/engines/audit?{days}"), TeamRole::Admin).await;
    assert_eq!(page.status, StatusCode::OK);
    for (name, day) in [("from", "2026-03-02"), ("to", "2026-03-31")] {
        let input = main_of(&page)
            .split('<')
            .find(|tag| tag.starts_with("input") && tag.contains(&format!(r#"name="{name}""#)));
        let input = input.unwrap();
        assert!(input.contains(r#"type="date""#), "{input}");
        assert!(input.contains(&format!(r#"value="{day}""#)), "{input}");
    }
    let export = format!("/audit/export?{days}&format=csv").replace('&', "&amp;");
    assert!(page.body.contains(&export), "{export}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_factor_that_is_asked_for_is_said_with_the_way_to_it() {
    let cookies = "pilaster_access=good-in-owner; test=no-factor";
    for path in PAGES {
        let page = Site::new().get_with(path, cookies).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        let main = main_of(&page);
        let said = "This team asks for two-step verification";
        assert_eq!(main.matches(said).count(), 1, "{path}: once for the page");
        assert_eq!(main.matches("<h1").count(), 1, "{path}");
        assert!(main.contains(r#"href="/settings/security""#), "{path}");
        for piece in ["Search by name", r#"id="team-slug""#, "Delete the team"] {
            assert!(!main.contains(piece), "{path}: {piece}");
        }
        // Leaving is open to them all the same.
        let may_leave = main.contains("Leave the team");
        assert_eq!(may_leave, path.ends_with("/settings"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_kept_out_is_told_what_comes_before_taking_a_team_over() {
    for (test, is_offered) in [("no-factor-offered", true), ("no-factor", false)] {
        let cookies = format!("{}; test={test}", signed_in_as(TeamRole::Viewer));
        let page = Site::new().get_with("/t/engines", &cookies).await;
        let main = main_of(&page);
        for piece in [
            "You’re offered this team",
            "Set up two-step verification first",
        ] {
            assert_eq!(main.contains(piece), is_offered, "{test}: {piece}");
        }
        assert!(main.contains(r#"href="/settings/security""#), "{test}");
        assert!(!main.contains("Take over"), "{test}: it would be refused");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_time_yet_for_a_second_factor_is_told_until_when() {
    let said = "This team asks for two-step verification from Dec 1, 2026";
    let cookies = "pilaster_access=good-in-owner; test=in-grace";
    for path in PAGES {
        let page = Site::new().get_with(path, cookies).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let main = main_of(&page);
        assert_eq!(main.matches(said).count(), 1, "{path}");
        assert!(main.contains(r#"href="/settings/security""#), "{path}");
        assert_eq!(main.matches("<h1").count(), 1, "{path}");
    }
    for test in ["usual", "no-factor"] {
        let cookies = format!("pilaster_access=good-in-owner; test={test}");
        let page = Site::new().get_with("/t/engines", &cookies).await;
        assert!(!main_of(&page).contains(said), "{test}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_kept_out_cannot_keep_a_team_either() {
    let cookies = "pilaster_access=good-in-owner; test=no-factor-ending";
    let page = Site::new().get_with("/t/engines", cookies).await;
    assert!(main_of(&page).contains("will be deleted on Nov 17, 2026"));
    assert!(!main_of(&page).contains("Keep the team"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_team_about_to_be_deleted_can_be_kept_by_owners() {
    for (role, may_keep) in [(TeamRole::Owner, true), (TeamRole::Admin, false)] {
        let cookies = format!("{}; test=ending", signed_in_as(role));
        let page = Site::new().get_with("/t/engines", &cookies).await;
        assert!(page.body.contains("will be deleted on Nov 17, 2026"));
        assert_eq!(
            main_of(&page).contains("Keep the team"),
            may_keep,
            "{role:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_of_a_team_about_to_be_deleted_cannot_be_changed() {
    for (test, is_fixed) in [("ending", true), ("usual", false)] {
        let cookies = format!("{}; test={test}", signed_in_as(TeamRole::Owner));
        let page = Site::new().get_with("/t/engines/settings", &cookies).await;
        let main = main_of(&page);
        for id in ["team-name", "team-slug"] {
            let field = main
                .split('<')
                .find(|tag| tag.starts_with("input") && tag.contains(&format!(r#"id="{id}""#)));
            let is_disabled = field.unwrap().contains(" disabled");
            assert_eq!(is_disabled, is_fixed, "{test}: {id}");
        }
        // Nobody is led to a handover that is not open any more.
        assert_eq!(main.contains(r##"href="#transfer""##), !is_fixed, "{test}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_offered_the_team_can_take_it_over() {
    let cookies = format!("{}; test=offered", signed_in_as(TeamRole::Viewer));
    let page = Site::new().get_with("/t/engines", &cookies).await;
    assert!(main_of(&page).contains("Take over"));
    assert!(main_of(&page).contains("Decline"));
    let page = get("/t/engines", TeamRole::Viewer).await;
    assert!(!main_of(&page).contains("Take over"));
    let cookies = format!("{}; test=offered", signed_in_as(TeamRole::Owner));
    let page = Site::new().get_with("/t/engines/settings", &cookies).await;
    assert!(main_of(&page).contains("Offered to Ada Example (ada@example.com)"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_teams_speak_arabic_from_right_to_left() {
    let cookies = format!("{}-arabic", signed_in_as(TeamRole::Owner));
    for path in PAGES {
        let page = Site::new().get_with(path, &cookies).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(r#"<html lang="ar" dir="rtl""#), "{path}");
        assert!(page.body.contains("الأعضاء"), "{path}");
    }
}
