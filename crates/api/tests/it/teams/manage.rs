use contract::{
    Page, Permission,
    api_keys::Scope,
    path,
    problem::code,
    roles::{Role, TeamRole},
    teams::Team,
    users::User,
    validation::code as field_code,
};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{Answer, Client, TestApp, db_test};

use super::seen;

async fn create(client: &Client, name: &str, slug: Option<&str>) -> Answer {
    let body = match slug {
        Some(slug) => json!({"name": name, "slug": slug}),
        None => json!({"name": name}),
    };
    client.post(path::TEAMS, &body).await
}

fn refused(answer: &Answer, field: &str, code: &str) {
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(
        (&*problem.errors[0].path, &*problem.errors[0].code),
        (field, code)
    );
}

#[db_test]
async fn a_team_is_made_with_a_word_of_its_own(app: TestApp) {
    let owner = app.user("owner").await;
    let answer = create(&owner, "  Analytical Engines ", None).await;
    assert_eq!(answer.headers[header::ETAG], "\"1\"");
    let team: Team = answer.with(StatusCode::CREATED).json();
    assert_eq!(
        (&*team.name, &*team.slug),
        ("Analytical Engines", "analytical-engines")
    );
    assert_eq!(team.role.built_in.as_deref(), Some("owner"));
    let me: User = owner.get(path::USERS_ME).await.json();
    assert_eq!(
        me.team_id,
        Some(team.id),
        "who makes a team is at work in it"
    );

    let again: Team = create(&owner, "Analytical Engines", None)
        .await
        .with(StatusCode::CREATED)
        .json();
    assert!(
        again.slug.starts_with("analytical-engines-"),
        "{}",
        again.slug
    );
    let reserved: Team = create(&owner, "Admin", None)
        .await
        .with(StatusCode::CREATED)
        .json();
    assert!(reserved.slug.starts_with("admin-"), "{}", reserved.slug);
    let foreign: Team = create(&owner, "محركات", None)
        .await
        .with(StatusCode::CREATED)
        .json();
    assert_eq!(foreign.slug, "team");

    let taken = create(&owner, "Other", Some("analytical-engines")).await;
    taken.problem(StatusCode::CONFLICT, code::TEAM_SLUG_TAKEN);
    refused(
        &create(&owner, "Other", Some("admin")).await,
        "slug",
        field_code::SLUG_INVALID,
    );
    for word in ["teams", "dashboard", "register", "notifications"] {
        let answer = create(&owner, "Other", Some(word)).await;
        refused(&answer, "slug", field_code::SLUG_INVALID);
    }
    refused(
        &create(&owner, "Other", Some("No-Word")).await,
        "slug",
        field_code::SLUG_INVALID,
    );
    assert_eq!(
        create(&owner, " ", None).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[db_test]
async fn what_somebody_calls_a_thing_is_seen_by_all(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    for (name, code) in [
        ("\u{200D}\u{2060} \u{3164}", field_code::REQUIRED),
        ("Engines\u{202E}", field_code::MALFORMED),
        ("Engines\u{2066}", field_code::MALFORMED),
        ("Two\u{2028}lines", field_code::MALFORMED),
    ] {
        refused(&create(&owner, name, None).await, "name", code);
        let named = json!({"name": name});
        let renamed = owner.patch(&team.path(path::TEAM), &named, None).await;
        refused(&renamed, "name", code);
        let project = owner.post(&team.path(path::PROJECTS), &named).await;
        refused(&project, "name", code);
        let me = json!({"first_name": name});
        let me = owner.patch(path::USERS_ME, &me, None).await;
        me.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    }
    let joined = create(&owner, "می\u{200C}خواهم", None).await;
    joined.expect(StatusCode::CREATED);
}

#[db_test]
async fn a_person_owns_fifty_teams_at_most(app: TestApp) {
    let owner = app.user("owner").await;
    let mut last = None;
    for number in 0..50 {
        let team = create(&owner, &format!("Team {number}"), None).await;
        last = Some(team.with(StatusCode::CREATED).json::<Team>());
    }
    let refused = create(&owner, "One more", None).await;
    refused.problem(StatusCode::FORBIDDEN, code::TOO_MANY_TEAMS);
    // One that is given up makes room.
    let path = path::TEAM.replace("{team_id}", &last.unwrap().id.to_string());
    owner.delete(&path).await.expect(StatusCode::ACCEPTED);
    create(&owner, "One more", None)
        .await
        .expect(StatusCode::CREATED);
}

#[db_test]
async fn a_team_is_changed_by_who_has_seen_it(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    app.team(&owner, "Looms").await;
    let path = team.path(path::TEAM);
    let changed = owner
        .patch(
            &path,
            &json!({"name": "Mills", "slug": "mills"}),
            Some("\"1\""),
        )
        .await;
    assert_eq!(changed.headers[header::ETAG], "\"2\"");
    let changed: Team = changed.with(StatusCode::OK).json();
    assert_eq!(
        (&*changed.name, &*changed.slug, changed.version),
        ("Mills", "mills", 2)
    );
    assert_eq!(seen(&owner, &team).await, changed);
    owner
        .patch(&path, &json!({"name": "Engines"}), Some("\"1\""))
        .await
        .problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
    owner
        .patch(&path, &json!({"slug": "looms"}), None)
        .await
        .problem(StatusCode::CONFLICT, code::TEAM_SLUG_TAKEN);
    let reserved = owner.patch(&path, &json!({"slug": "login"}), None).await;
    refused(&reserved, "slug", field_code::SLUG_INVALID);
    assert_eq!(seen(&owner, &team).await, changed);
}

#[db_test]
async fn a_person_sees_their_own_teams_alone(app: TestApp) {
    let owner = app.user("owner").await;
    let ada = app.user("ada").await;
    app.team(&owner, "Engines").await;
    for name in ["Looms", "Mills", "Wheels"] {
        app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
        app.team(&ada, name).await;
    }
    let names = |page: &Page<Team>| -> Vec<String> {
        page.items.iter().map(|team| team.name.clone()).collect()
    };
    let list = async |query: &str| -> Page<Team> {
        let answer = ada.get(&format!("{}?{query}", path::TEAMS)).await;
        answer.with(StatusCode::OK).json()
    };
    assert_eq!(names(&list("").await), ["Wheels", "Mills", "Looms"]);
    let first = list("limit=2").await;
    let next = first.next_cursor.clone().unwrap();
    let rest = list(&format!("limit=2&cursor={next}")).await;
    assert_eq!(names(&rest), ["Looms"]);
    let back = rest.previous_cursor.unwrap();
    assert_eq!(
        list(&format!("limit=2&cursor={back}")).await.items,
        first.items
    );
    assert_eq!(names(&list("slug=mills").await), ["Mills"]);
    assert_eq!(names(&list("slug=engines").await), [""; 0]);
}

#[db_test]
async fn a_cursor_is_good_for_its_list_alone(app: TestApp) {
    let owner = app.user("owner").await;
    app.team(&owner, "Engines").await;
    app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
    let team = app.team(&owner, "Looms").await;
    let projects = team.path(path::PROJECTS);
    for name in ["Shuttle", "Weft"] {
        let project = owner.post(&projects, &json!({"name": name})).await;
        project.expect(StatusCode::CREATED);
    }
    let teams = format!("{}?limit=1", path::TEAMS);
    let projects = format!("{projects}?sort=-created_at&limit=1");
    let mut cursors = Vec::new();
    for list in [&teams, &projects] {
        let first: Page<serde_json::Value> = owner.get(list).await.json();
        cursors.push(first.next_cursor.unwrap());
    }
    for (list, own, other) in [(&teams, 0, 1), (&projects, 1, 0)] {
        let next = owner.get(&format!("{list}&cursor={}", cursors[own])).await;
        let next: Page<serde_json::Value> = next.with(StatusCode::OK).json();
        assert_eq!(next.items.len(), 1);
        let lost = owner
            .get(&format!("{list}&cursor={}", cursors[other]))
            .await;
        refused(&lost, "cursor", field_code::MALFORMED);
    }
}

#[db_test]
async fn the_team_in_which_one_is_at_work_is_remembered(app: TestApp) {
    let owner = app.user("owner").await;
    let (first, second) = (
        app.team(&owner, "Engines").await,
        app.team(&owner, "Looms").await,
    );
    let at_work = async || owner.get(path::USERS_ME).await.json::<User>().team_id;
    assert_eq!(at_work().await, Some(second.id));
    owner
        .post_empty(&first.path(path::SELECT_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(at_work().await, Some(first.id));
}

#[db_test]
async fn a_program_sees_and_changes_what_its_scopes_name(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let viewer = app.member(&team, "viewer", TeamRole::Viewer).await;
    let reads = app.program(&app.key(&owner, &[Scope::TeamRead, Scope::TeamsList]).await);
    let path = team.path(path::TEAM);
    reads.get(&path).await.expect(StatusCode::OK);
    reads.get(path::TEAMS).await.expect(StatusCode::OK);
    reads
        .get(&team.path(path::MEMBERS))
        .await
        .problem(StatusCode::FORBIDDEN, code::KEY_SCOPE_MISSING);
    reads
        .patch(&path, &json!({"name": "Looms"}), None)
        .await
        .problem(StatusCode::FORBIDDEN, code::KEY_NOT_ALLOWED);
    // A scope grants nothing that its owner's role does not.
    let all = app.program(&app.key(&viewer, Scope::ALL).await);
    all.get(&team.path(path::MEMBERS))
        .await
        .expect(StatusCode::OK);
    all.get(&team.path(path::AUDIT))
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn whoever_belongs_to_a_team_sees_which_it_is_and_can_leave_it(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let body = json!({"name": "Guest", "permissions": ["projects:export"]});
    let role: Role = owner
        .post(&team.path(path::TEAM_ROLES), &body)
        .await
        .with(StatusCode::CREATED)
        .json();
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let id = seen(&ada, &team).await.member_id;
    let member = team.path(path::MEMBER).replace("{id}", &id.to_string());
    owner
        .patch(&member, &json!({"role_id": role.id}), None)
        .await
        .expect(StatusCode::OK);
    let seen = seen(&ada, &team).await;
    let expected = [
        Permission::TeamRead,
        Permission::TeamLeave,
        Permission::ProjectsExport,
    ];
    assert_eq!(seen.permissions, expected.into_iter().collect());
    ada.get(&team.path(path::MEMBERS))
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    let key = app.program(&app.key(&ada, &[Scope::TeamsList]).await);
    key.get(&team.path(path::TEAM))
        .await
        .problem(StatusCode::FORBIDDEN, code::KEY_SCOPE_MISSING);
    ada.post_empty(&team.path(path::LEAVE_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn a_change_of_nothing_changes_nothing(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let before = seen(&owner, &team).await;
    let path = team.path(path::TEAM);
    let same = json!({"name": " Engines ", "slug": before.slug, "mfa_required": false});
    for (body, tag) in [
        (json!({}), None),
        (json!({}), Some("\"1\"")),
        (json!({"mfa_grace_days": 3}), None),
        (same, Some("\"1\"")),
    ] {
        let answer = owner.patch(&path, &body, tag).await;
        assert_eq!(answer.headers[header::ETAG], "\"1\"");
        assert_eq!(answer.with(StatusCode::OK).json::<Team>(), before);
    }
    owner
        .patch(&path, &json!({}), Some("\"2\""))
        .await
        .problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
    assert_eq!(app.db.audit_lines(team.id.uuid()).await.len(), 1);
}
