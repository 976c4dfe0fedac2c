//! Members of teams: listed, given other roles, removed.

use contract::{
    MemberId, Page, api_keys::Scope, audit::AuditEvent, members::Member, path, problem::code,
    roles::TeamRole, teams::Team, users::User, validation::code as field_code,
};
use http::StatusCode;
use serde_json::json;
use testkit::{Answer, Client, TestApp, TestTeam, Totp, db_test};

use crate::passkeys::{add, new_device};

async fn page(client: &Client, team: &TestTeam, query: &str) -> Page<Member> {
    let path = format!("{}?{query}", team.path(path::MEMBERS));
    client.get(&path).await.with(StatusCode::OK).json()
}

fn names(page: &Page<Member>) -> Vec<&str> {
    page.items
        .iter()
        .map(|member| member.first_name.as_str())
        .collect()
}

fn one(team: &TestTeam, id: MemberId) -> String {
    team.path(path::MEMBER).replace("{id}", &id.to_string())
}

async fn give(client: &Client, team: &TestTeam, id: MemberId, role: TeamRole) -> Answer {
    let body = json!({"role_id": team.role(role)});
    client.patch(&one(team, id), &body, None).await
}

/// Sets an authenticator app up.
async fn set_up(app: &TestApp, client: &Client) {
    let setup: contract::mfa::TotpSetup = client.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    client
        .post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);
}

/// Who somebody is in a team.
async fn membership(client: &Client, team: &TestTeam) -> MemberId {
    let seen: Team = client.get(&team.path(path::TEAM)).await.json();
    seen.member_id
}

/// An owner with a team of seven, each of whom joined a minute after the one before.
async fn with_seven(app: &TestApp) -> (Client, TestTeam) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    for (name, role) in [
        ("ada", TeamRole::Admin),
        ("adele", TeamRole::Member),
        ("alan", TeamRole::Member),
        ("barbara", TeamRole::Viewer),
        ("grace", TeamRole::Billing),
        ("zuse", TeamRole::Member),
    ] {
        app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
        let user = app.account(name, false).await;
        app.join(&team, user.id, role).await;
    }
    (owner, team)
}

#[db_test]
async fn the_list_goes_on_and_back(app: TestApp) {
    let (owner, team) = with_seven(&app).await;
    let all = page(&owner, &team, "").await;
    let expected = ["owner", "ada", "adele", "alan", "barbara", "grace", "zuse"];
    assert_eq!(names(&all), expected);
    let first = page(&owner, &team, "limit=4").await;
    assert_eq!(names(&first), expected[..4]);
    let next = first.next_cursor.clone().unwrap();
    let rest = page(&owner, &team, &format!("limit=4&cursor={next}")).await;
    assert_eq!(names(&rest), expected[4..]);
    assert_eq!(rest.next_cursor, None);
    let back = rest.previous_cursor.unwrap();
    assert_eq!(
        page(&owner, &team, &format!("limit=4&cursor={back}"))
            .await
            .items,
        first.items
    );
}

#[db_test]
async fn members_are_found_by_what_they_are_called_and_by_role(app: TestApp) {
    let (owner, team) = with_seven(&app).await;
    let stranger = app.account("adrian", false).await;
    for (query, found) in [
        ("search=AD", vec!["ada", "adele"]),
        ("search=barbara@", vec!["barbara"]),
        (
            "search=tester",
            vec!["owner", "ada", "adele", "alan", "barbara", "grace", "zuse"],
        ),
        ("search=dele", vec![]),
        ("search=%25", vec![]),
        (&format!("search={}", stranger.email), vec![]),
        (
            &format!("role_id={}", team.role(TeamRole::Member)),
            vec!["adele", "alan", "zuse"],
        ),
        (
            &format!("role_id={}&search=a", team.role(TeamRole::Member)),
            vec!["adele", "alan"],
        ),
    ] {
        assert_eq!(names(&page(&owner, &team, query).await), found, "{query}");
    }
    let query = format!("role_id={}&limit=2", team.role(TeamRole::Member));
    let first = page(&owner, &team, &query).await;
    let next = first.next_cursor.unwrap();
    let rest = page(&owner, &team, &format!("{query}&cursor={next}")).await;
    assert_eq!(names(&rest), ["zuse"]);
}

#[db_test]
async fn one_member_is_found_by_user_and_by_membership(app: TestApp) {
    let (owner, team) = with_seven(&app).await;
    let everybody = page(&owner, &team, "").await;
    let grace = &everybody.items[5];
    let found = page(&owner, &team, &format!("user_id={}", grace.user_id)).await;
    assert_eq!(found.items, std::slice::from_ref(grace));
    let answer = owner.get(&one(&team, grace.id)).await;
    assert_eq!(answer.with(StatusCode::OK).json::<Member>(), *grace);

    let billing = app.sign_in("grace@example.com").await;
    let refused = billing.get(&one(&team, grace.id)).await;
    refused.expect(StatusCode::FORBIDDEN);
    let viewer = app.sign_in("barbara@example.com").await;
    let seen: Member = viewer.get(&one(&team, grace.id)).await.json();
    assert_eq!(seen.has_mfa, None);

    let stranger = app.account("adrian", false).await;
    let nobody = page(&owner, &team, &format!("user_id={}", stranger.id)).await;
    assert_eq!(names(&nobody), [""; 0]);
    let other = app.team(&owner, "Others").await;
    let answer = owner.get(&one(&other, grace.id)).await;
    answer.expect(StatusCode::NOT_FOUND);
}

#[db_test]
async fn who_has_a_second_factor_is_told_to_those_who_can_ask_for_one(app: TestApp) {
    let (owner, team) = with_seven(&app).await;
    let ada = app.sign_in("ada@example.com").await;
    let alan = app.sign_in("alan@example.com").await;
    set_up(&app, &alan).await;
    // Begun, and not confirmed.
    let barbara = app.sign_in("barbara@example.com").await;
    barbara
        .post_empty(path::MFA_TOTP_SETUP)
        .await
        .expect(StatusCode::OK);

    for client in [&owner, &ada] {
        let have = page(client, &team, "has_mfa=true").await;
        assert_eq!(names(&have), ["alan"]);
        assert_eq!(have.items[0].has_mfa, Some(true));
        let lack = page(client, &team, "has_mfa=false").await;
        assert_eq!(
            names(&lack),
            ["owner", "ada", "adele", "barbara", "grace", "zuse"]
        );
        assert!(
            lack.items
                .iter()
                .all(|member| member.has_mfa == Some(false))
        );
    }
    let seen = page(&alan, &team, "").await;
    assert!(seen.items.iter().all(|member| member.has_mfa.is_none()));
    let path = format!("{}?has_mfa=false", team.path(path::MEMBERS));
    alan.get(&path)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn a_role_acts_at_once(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let user = app.account("ada", false).await;
    let id = app.join(&team, user.id, TeamRole::Viewer).await;
    let ada = app.sign_in(&user.email).await;
    let (renamed, path) = (json!({"name": "Looms"}), team.path(path::TEAM));
    let rename = || ada.patch(&path, &renamed, None);
    rename()
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    let changed: Member = give(&owner, &team, id, TeamRole::Admin)
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!(changed.role.built_in.as_deref(), Some("admin"));
    rename().await.expect(StatusCode::OK);
    give(&owner, &team, id, TeamRole::Viewer)
        .await
        .expect(StatusCode::OK);
    rename()
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn a_role_that_one_has_is_not_given_again(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let id = membership(&ada, &team).await;
    let lines = app.db.audit_lines(team.id.uuid()).await.len();
    let before: Member = owner.get(&one(&team, id)).await.json();
    let again = give(&owner, &team, id, TeamRole::Viewer).await;
    assert_eq!(again.with(StatusCode::OK).json::<Member>(), before);
    assert_eq!(app.db.audit_lines(team.id.uuid()).await.len(), lines);
}

#[db_test]
async fn whose_role_was_changed_is_in_the_log(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let id = membership(&ada, &team).await;
    let given = give(&owner, &team, id, TeamRole::Member).await;
    given.expect(StatusCode::OK);

    let log = format!("{}?action=members.update", team.path(path::AUDIT));
    let lines: Page<AuditEvent> = owner.get(&log).await.with(StatusCode::OK).json();
    let me: User = ada.get(path::USERS_ME).await.json();
    let told = |role: &str| Some(json!({"user": "ada Tester", "user_id": me.id, "role": role}));
    assert_eq!(lines.items.len(), 1);
    assert_eq!(lines.items[0].before, told("Viewer"));
    assert_eq!(lines.items[0].after, told("Member"));
}

#[db_test]
async fn nobody_gives_or_takes_more_than_they_hold(app: TestApp) {
    let (owner, team) = with_seven(&app).await;
    let ada = app.sign_in("ada@example.com").await;
    let all = page(&owner, &team, "").await;
    let id = |name: &str| {
        let found = all.items.iter().find(|member| member.first_name == name);
        found.unwrap().id
    };
    let too_high = |answer: Answer| {
        answer.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    };
    too_high(give(&ada, &team, id("alan"), TeamRole::Owner).await);
    too_high(give(&ada, &team, id("ada"), TeamRole::Owner).await);
    too_high(give(&ada, &team, id("owner"), TeamRole::Viewer).await);
    too_high(ada.delete(&one(&team, id("owner"))).await);
    give(&ada, &team, id("alan"), TeamRole::Admin)
        .await
        .expect(StatusCode::OK);
    give(&ada, &team, id("alan"), TeamRole::Viewer)
        .await
        .expect(StatusCode::OK);

    let elsewhere = app.team(&ada, "Looms").await;
    let body = json!({"role_id": elsewhere.role(TeamRole::Viewer)});
    let unknown = owner.patch(&one(&team, id("alan")), &body, None).await;
    let problem = unknown.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].code, field_code::UNKNOWN);
}

#[db_test]
async fn the_last_owner_stays(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let me = membership(&owner, &team).await;
    let last = |answer: Answer| {
        answer.problem(StatusCode::CONFLICT, code::LAST_OWNER);
    };
    last(owner.post_empty(&team.path(path::LEAVE_TEAM)).await);
    last(owner.delete(&one(&team, me)).await);
    last(give(&owner, &team, me, TeamRole::Admin).await);
    give(&owner, &team, me, TeamRole::Owner)
        .await
        .expect(StatusCode::OK);

    let other = app.member(&team, "other", TeamRole::Owner).await;
    let their = membership(&other, &team).await;
    // Who cannot sign in is no owner to leave a team to.
    app.db.deactivate("other@example.com").await;
    last(owner.post_empty(&team.path(path::LEAVE_TEAM)).await);
    owner
        .delete(&one(&team, their))
        .await
        .expect(StatusCode::NO_CONTENT);
    let third = app.member(&team, "third", TeamRole::Owner).await;
    owner
        .post_empty(&team.path(path::LEAVE_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
    last(third.post_empty(&team.path(path::LEAVE_TEAM)).await);
    owner
        .get(&team.path(path::TEAM))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}

#[db_test]
async fn removal_ends_access_at_once_and_forgets_the_team(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Admin).await;
    ada.post_empty(&team.path(path::SELECT_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
    let key = app.program(&app.key(&ada, Scope::ALL).await);
    key.get(&team.path(path::MEMBERS))
        .await
        .expect(StatusCode::OK);
    let me: User = ada.get(path::USERS_ME).await.json();
    assert_eq!(me.team_id, Some(team.id));

    let id = membership(&ada, &team).await;
    owner
        .delete(&one(&team, id))
        .await
        .expect(StatusCode::NO_CONTENT);
    for client in [&ada, &key] {
        let gone = client.get(&team.path(path::MEMBERS)).await;
        gone.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    }
    ada.post_empty(&team.path(path::SELECT_TEAM))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let me: User = ada.get(path::USERS_ME).await.json();
    assert_eq!(me.team_id, None);
    let mine: Page<Team> = ada.get(path::TEAMS).await.json();
    assert_eq!(mine.items, []);
    owner
        .delete(&one(&team, id))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}

#[db_test]
async fn another_team_stays_remembered(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Member).await;
    let own = app.team(&ada, "Looms").await;
    let id = membership(&ada, &team).await;
    owner
        .delete(&one(&team, id))
        .await
        .expect(StatusCode::NO_CONTENT);
    let me: User = ada.get(path::USERS_ME).await.json();
    assert_eq!(me.team_id, Some(own.id));
}

#[db_test]
async fn nobody_is_made_an_owner_but_by_a_handover(app: TestApp) {
    let (owner, team) = with_seven(&app).await;
    let all = page(&owner, &team, "search=alan").await;
    let alan = all.items[0].id;
    give(&owner, &team, alan, TeamRole::Owner)
        .await
        .problem(StatusCode::CONFLICT, code::OWNER_BY_TRANSFER);
    assert_eq!(app.owners(&team).await, 1);
}

#[db_test]
async fn another_owner_is_put_down_after_a_fresh_proof(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let mut owners = Vec::new();
    for name in ["ada", "grace"] {
        let user = app.account(name, false).await;
        owners.push(app.join(&team, user.id, TeamRole::Owner).await);
    }
    let viewer = app.account("viewer", false).await;
    let viewer = app.join(&team, viewer.id, TeamRole::Viewer).await;
    app.ctx.clock.advance(chrono::TimeDelta::minutes(11));
    owner
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let (demoted, removed) = (owners[0], one(&team, owners[1]));
    for answer in [
        give(&owner, &team, demoted, TeamRole::Admin).await,
        owner.delete(&removed).await,
    ] {
        let problem = answer.problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
        assert!(!problem.methods.is_empty());
    }
    assert_eq!(app.owners(&team).await, 3);
    // Others need none.
    give(&owner, &team, viewer, TeamRole::Member)
        .await
        .expect(StatusCode::OK);
    let proof = json!({"method": "password", "password": testkit::PASSWORD});
    owner
        .post(path::STEP_UP, &proof)
        .await
        .expect(StatusCode::NO_CONTENT);
    give(&owner, &team, demoted, TeamRole::Admin)
        .await
        .expect(StatusCode::OK);
    owner.delete(&removed).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(app.owners(&team).await, 1);
}

/// What the list says is what the door asks for.
#[db_test]
async fn a_passkey_protects_where_there_is_no_other_way_in(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Member).await;
    let asked = json!({"mfa_required": true, "mfa_grace_days": 0});
    owner
        .patch(&team.path(path::TEAM), &asked, None)
        .await
        .expect(StatusCode::OK);
    set_up(&app, &owner).await;
    let is_protected = async |expected: bool| {
        let all = page(&owner, &team, "search=ada").await;
        assert_eq!(all.items[0].has_mfa, Some(expected));
        let found = page(&owner, &team, &format!("search=ada&has_mfa={expected}")).await;
        assert_eq!(names(&found), ["ada"]);
        let seen = ada.get(&team.path(path::MEMBERS)).await;
        if expected {
            seen.expect(StatusCode::OK);
        } else {
            seen.problem(StatusCode::FORBIDDEN, code::TEAM_MFA_REQUIRED);
        }
    };
    is_protected(false).await;
    let mut device = new_device();
    let passkey = add(&ada, &mut device).await;
    is_protected(false).await;
    app.db.forget_password("ada@example.com").await;
    is_protected(true).await;
    app.db.block_passkey(passkey.id).await;
    is_protected(false).await;
    app.db.set_password_hash("ada@example.com", "some").await;
    set_up(&app, &ada).await;
    is_protected(true).await;
}

#[db_test]
async fn a_key_sees_no_more_than_its_scopes_name(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let lists = app.program(&app.key(&owner, &[Scope::MembersList]).await);
    let seen = page(&lists, &team, "").await;
    assert_eq!(seen.items[0].has_mfa, None);
    lists
        .get(&format!("{}?has_mfa=true", team.path(path::MEMBERS)))
        .await
        .problem(StatusCode::FORBIDDEN, code::KEY_NOT_ALLOWED);
    let seen = page(&owner, &team, "").await;
    assert_eq!(seen.items[0].has_mfa, Some(false));
}
