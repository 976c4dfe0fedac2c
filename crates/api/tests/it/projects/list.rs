use contract::{path, problem::code, projects::ProjectSort, roles::TeamRole};
use http::StatusCode;
use serde_json::json;
use testkit::{Client, TestApp, TestTeam, db_test};

use super::{create, named, names, of, page};

async fn with_seven(app: &TestApp) -> (Client, TestTeam) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    for name in ["Bee", "dune", "Fig", "ant", "Cat", "Elm", "gnu"] {
        named(&ada, &team, name).await;
        app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
    }
    (ada, team)
}

#[db_test]
async fn every_order_is_what_it_says(app: TestApp) {
    let (ada, team) = with_seven(&app).await;
    // Now the first is the one that was changed last.
    let first = page(&ada, &team, "sort=created_at&limit=1").await.items[0].id;
    let path = of(&team, path::PROJECT, first);
    let changed = ada.patch(&path, &json!({"status": "done"}), None).await;
    changed.expect(StatusCode::OK);

    let by_name = ["ant", "Bee", "Cat", "dune", "Elm", "Fig", "gnu"];
    let by_age = ["Bee", "dune", "Fig", "ant", "Cat", "Elm", "gnu"];
    let by_change = ["dune", "Fig", "ant", "Cat", "Elm", "gnu", "Bee"];
    for (sort, expected) in [
        (ProjectSort::Name, by_name),
        (ProjectSort::CreatedAt, by_age),
        (ProjectSort::UpdatedAt, by_change),
    ] {
        let there = names(&ada, &team, &format!("sort={}", sort.as_str())).await;
        assert_eq!(there, expected);
        let mut back = names(&ada, &team, &format!("sort=-{}", sort.as_str())).await;
        back.reverse();
        assert_eq!(back, expected);
    }
    let usual = names(&ada, &team, "").await;
    assert_eq!(usual, names(&ada, &team, "sort=-updated_at").await);
}

#[db_test]
async fn pages_go_on_and_back_in_every_order(app: TestApp) {
    let (ada, team) = with_seven(&app).await;
    for sort in ProjectSort::ALL.map(ProjectSort::as_str) {
        let all = page(&ada, &team, &format!("sort={sort}")).await;
        assert_eq!((&all.next_cursor, &all.previous_cursor), (&None, &None));
        let mut seen = Vec::new();
        let mut at = page(&ada, &team, &format!("sort={sort}&limit=3")).await;
        let first = at.clone();
        loop {
            seen.extend(at.items.clone());
            let Some(cursor) = at.next_cursor.clone() else {
                break;
            };
            at = page(&ada, &team, &format!("sort={sort}&limit=3&cursor={cursor}")).await;
        }
        assert_eq!(seen, all.items, "{sort}");
        while let Some(cursor) = at.previous_cursor.clone() {
            at = page(&ada, &team, &format!("sort={sort}&limit=3&cursor={cursor}")).await;
        }
        assert_eq!(at.items, first.items, "{sort}");
    }
}

#[db_test]
async fn a_search_finds_beginnings_of_names(app: TestApp) {
    let (ada, team) = with_seven(&app).await;
    named(&ada, &team, "Élan vital").await;
    for (search, found) in [
        ("E", vec!["Elm"]),
        ("%C3%89L", vec!["Élan vital"]),
        ("+d", vec!["dune"]),
        ("une", vec![]),
        ("%25", vec![]),
        ("_nt", vec![]),
    ] {
        let found_names = names(&ada, &team, &format!("search={search}")).await;
        assert_eq!(found_names, found, "{search}");
    }
}

#[db_test]
async fn filters_narrow_together(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let grace = app.account("grace", false).await;
    app.join(&team, grace.id, TeamRole::Member).await;
    for (name, status, is_graces) in [
        ("One", "active", true),
        ("Two", "active", false),
        ("Three", "paused", true),
        ("Third", "active", true),
    ] {
        let mut input = json!({"name": name, "status": status});
        if is_graces {
            input["owner_id"] = json!(grace.id);
        }
        create(&ada, &team, &input).await;
    }
    for (query, found) in [
        ("status=active".to_owned(), vec!["One", "Third", "Two"]),
        ("status=done".to_owned(), vec![]),
        (
            format!("owner_id={}", grace.id),
            vec!["One", "Third", "Three"],
        ),
        (
            format!("owner_id={}&status=active", grace.id),
            vec!["One", "Third"],
        ),
        (
            format!("owner_id={}&status=active&search=th", grace.id),
            vec!["Third"],
        ),
    ] {
        let narrowed = names(&ada, &team, &format!("sort=name&{query}")).await;
        assert_eq!(narrowed, found, "{query}");
    }
}

#[db_test]
async fn what_is_shared_has_pages_and_filters_too(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let user = app.account("guest", false).await;
    let member = app.join(&team, user.id, TeamRole::Billing).await;
    for (name, status, grantee) in [
        (
            "One",
            "active",
            Some(json!({"kind": "member", "id": member})),
        ),
        ("Secret", "active", None),
        (
            "Three",
            "done",
            Some(json!({"kind": "role", "id": team.role(TeamRole::Billing)})),
        ),
        ("Hidden", "done", None),
        (
            "Two",
            "active",
            Some(json!({"kind": "member", "id": member})),
        ),
    ] {
        let input = json!({"name": name, "status": status});
        let project = create(&ada, &team, &input).await;
        if let Some(grantee) = grantee {
            let input = json!({"grantee": grantee, "level": "viewer"});
            let path = of(&team, path::PROJECT_GRANTS, project.id);
            ada.post(&path, &input).await.expect(StatusCode::CREATED);
        }
    }
    create(&ada, &team, &json!({"name": "Own", "owner_id": user.id})).await;

    let guest = app.sign_in(&user.email).await;
    for (query, found) in [
        ("", vec!["One", "Own", "Three", "Two"]),
        ("&status=active", vec!["One", "Two"]),
        ("&status=done", vec!["Three"]),
        ("&search=t", vec!["Three", "Two"]),
        ("&search=secret", vec![]),
        ("&archived=true", vec![]),
    ] {
        let seen = names(&guest, &team, &format!("sort=name{query}")).await;
        assert_eq!(seen, found, "{query}");
    }
    let first = page(&guest, &team, "sort=name&limit=2").await;
    let next = first.next_cursor.unwrap();
    let second = format!("sort=name&limit=2&cursor={next}");
    assert_eq!(names(&guest, &team, &second).await, ["Three", "Two"]);
    assert_eq!(page(&guest, &team, &second).await.next_cursor, None);
}

#[db_test]
async fn what_is_not_understood_is_refused(app: TestApp) {
    let (ada, team) = with_seven(&app).await;
    let other_order = page(&ada, &team, "sort=name&limit=1")
        .await
        .next_cursor
        .unwrap();
    for query in [
        "sort=owner".to_owned(),
        "status=late".to_owned(),
        "archived=perhaps".to_owned(),
        "owner_id=ada".to_owned(),
        "cursor=abc".to_owned(),
        "colour=red".to_owned(),
        format!("search={}", "x".repeat(101)),
        format!("sort=-name&cursor={other_order}"),
    ] {
        let path = format!("{}?{query}", team.path(path::PROJECTS));
        let refused = ada.get(&path).await;
        refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    }
}
