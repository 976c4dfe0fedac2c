//! Two at once: a team has an owner afterwards, whoever was first, and nobody meets a fault of ours.

use contract::{
    MemberId, Page,
    members::Member,
    path,
    roles::{Role, TeamRole},
    teams::Team,
};
use http::StatusCode;
use serde_json::json;
use services::{
    audit::{self, Verdict},
    jobs::enqueue,
    purges::Purge,
};
use testkit::{Answer, Client, TestApp, TestTeam, db_test};
use tokio::join;

use super::seen;

/// How often each race is run: who wins it is not said.
const ROUNDS: usize = 6;

/// Two owners, and everything to do with their teams.
struct Two {
    one: Client,
    other: Client,
}

impl Two {
    async fn of(app: &TestApp) -> Self {
        Self {
            one: app.user("one").await,
            other: app.user("other").await,
        }
    }

    /// A new team of both, in which the other has this role.
    async fn team(&self, app: &TestApp, role: TeamRole) -> Race {
        let team = app.team(&self.one, "Engines").await;
        let me: contract::users::User = self.other.get(path::USERS_ME).await.json();
        let other = app.join(&team, me.id, role).await;
        let one = seen(&self.one, &team).await.member_id;
        Race { team, one, other }
    }
}

struct Race {
    team: TestTeam,
    one: MemberId,
    other: MemberId,
}

impl Race {
    fn member(&self, id: MemberId) -> String {
        self.team
            .path(path::MEMBER)
            .replace("{id}", &id.to_string())
    }

    async fn give(&self, client: &Client, id: MemberId, role: TeamRole) -> Answer {
        let body = json!({"role_id": self.team.role(role)});
        client.patch(&self.member(id), &body, None).await
    }

    async fn owners(&self, app: &TestApp) -> usize {
        app.owners(&self.team).await
    }

    async fn is_told_in_order(&self, app: &TestApp) {
        let verdict = audit::verify(&app.ctx, Some(self.team.id)).await.unwrap();
        assert!(matches!(verdict, Verdict::Whole { .. }), "{verdict:?}");
    }
}

fn is_one_of(answer: &Answer, expected: &[u16]) {
    assert!(
        expected.contains(&answer.status.as_u16()),
        "{}: {}",
        answer.status,
        answer.text()
    );
}

fn statuses(answers: [&Answer; 2]) -> [u16; 2] {
    let mut statuses = answers.map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    statuses
}

#[db_test]
async fn two_owners_who_leave(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Owner).await;
        let leave = race.team.path(path::LEAVE_TEAM);
        let (a, b) = join!(two.one.post_empty(&leave), two.other.post_empty(&leave));
        assert_eq!(statuses([&a, &b]), [204, 409]);
        assert_eq!(race.owners(&app).await, 1);
        race.is_told_in_order(&app).await;
    }
}

#[db_test]
async fn two_owners_who_demote_each_other(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Owner).await;
        let (a, b) = join!(
            race.give(&two.one, race.other, TeamRole::Admin),
            race.give(&two.other, race.one, TeamRole::Admin)
        );
        // The second one is an administrator by then, who takes no owner's role.
        assert_eq!(statuses([&a, &b]), [200, 403]);
        assert_eq!(race.owners(&app).await, 1);
        race.is_told_in_order(&app).await;
    }
}

#[db_test]
async fn two_owners_who_remove_each_other(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Owner).await;
        let (to_one, to_other) = (race.member(race.one), race.member(race.other));
        let (a, b) = join!(two.one.delete(&to_other), two.other.delete(&to_one));
        assert_eq!(statuses([&a, &b]), [204, 404]);
        assert_eq!(race.owners(&app).await, 1);
    }
}

#[db_test]
async fn removal_against_a_change_of_role(app: TestApp) {
    let two = Two::of(&app).await;
    let third = app.account("third", false).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Owner).await;
        let id = app.join(&race.team, third.id, TeamRole::Viewer).await;
        let path = race.member(id);
        let (removed, changed) = join!(
            two.one.delete(&path),
            race.give(&two.other, id, TeamRole::Admin)
        );
        removed.expect(StatusCode::NO_CONTENT);
        is_one_of(&changed, &[200, 404]);
        let members = race.team.path(path::MEMBERS);
        let left: Page<Member> = two.one.get(&members).await.json();
        assert_eq!(left.items.len(), 2);
        race.is_told_in_order(&app).await;
    }
}

#[db_test]
async fn who_is_removed_against_what_they_do(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Admin).await;
        let path = race.member(race.other);
        let select = race.team.path(path::SELECT_TEAM);
        let body = json!({"name": "Editor", "permissions": ["team:read"]});
        let roles = race.team.path(path::TEAM_ROLES);
        let (removed, selected, made) = join!(
            two.one.delete(&path),
            two.other.post_empty(&select),
            two.other.post(&roles, &body)
        );
        removed.expect(StatusCode::NO_CONTENT);
        is_one_of(&selected, &[204, 404]);
        is_one_of(&made, &[201, 404]);
        let me: contract::users::User = two.other.get(path::USERS_ME).await.json();
        assert_ne!(
            me.team_id,
            Some(race.team.id),
            "it is forgotten, whoever was first"
        );
    }
}

#[db_test]
async fn a_handover_that_is_taken_while_the_giver_is_demoted(app: TestApp) {
    let two = Two::of(&app).await;
    let third = app.user("third").await;
    let user: contract::users::User = third.get(path::USERS_ME).await.json();
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Owner).await;
        let to = app.join(&race.team, user.id, TeamRole::Viewer).await;
        let transfer = race.team.path(path::TEAM_TRANSFER);
        let offered = two.one.post(&transfer, &json!({"member_id": to})).await;
        offered.expect(StatusCode::OK);
        let accept = race.team.path(path::ACCEPT_TEAM_TRANSFER);
        let (accepted, demoted) = join!(
            third.post_empty(&accept),
            race.give(&two.other, race.one, TeamRole::Viewer)
        );
        demoted.expect(StatusCode::OK);
        is_one_of(&accepted, &[200, 409]);
        let expected = if accepted.status == StatusCode::OK {
            2
        } else {
            1
        };
        assert_eq!(race.owners(&app).await, expected);
        race.is_told_in_order(&app).await;
    }
}

#[db_test]
async fn a_handover_that_is_taken_while_it_is_taken_back(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Viewer).await;
        let transfer = race.team.path(path::TEAM_TRANSFER);
        let body = json!({"member_id": race.other});
        two.one.post(&transfer, &body).await.expect(StatusCode::OK);
        let accept = race.team.path(path::ACCEPT_TEAM_TRANSFER);
        let (accepted, cancelled) = join!(two.other.post_empty(&accept), two.one.delete(&transfer));
        is_one_of(&accepted, &[200, 409]);
        // Who has given the team away is no owner any more.
        let expected: &[u16] = if accepted.status == StatusCode::OK {
            &[403]
        } else {
            &[204]
        };
        is_one_of(&cancelled, expected);
        assert_eq!(race.owners(&app).await, 1);
    }
}

#[db_test]
async fn a_handover_that_is_taken_while_the_team_is_given_up(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Viewer).await;
        let transfer = race.team.path(path::TEAM_TRANSFER);
        let body = json!({"member_id": race.other});
        two.one.post(&transfer, &body).await.expect(StatusCode::OK);
        let accept = race.team.path(path::ACCEPT_TEAM_TRANSFER);
        let team = race.team.path(path::TEAM);
        let (accepted, deleted) = join!(two.other.post_empty(&accept), two.one.delete(&team));
        let outcome = (accepted.status.as_u16(), deleted.status.as_u16());
        assert!(matches!(outcome, (200, 403) | (409, 202)), "{outcome:?}");
        let seen = seen(&two.other, &race.team).await;
        assert_eq!(seen.delete_at.is_some(), outcome == (409, 202));
        assert_eq!(seen.transfer_to, None);
        race.is_told_in_order(&app).await;
    }
}

#[db_test]
async fn a_role_that_is_edited_or_removed_while_it_is_given(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Admin).await;
        let body = json!({"name": "Editor", "permissions": ["team:read"]});
        let roles = race.team.path(path::TEAM_ROLES);
        let role: Role = two.one.post(&roles, &body).await.json();
        let role_path = race
            .team
            .path(path::TEAM_ROLE)
            .replace("{id}", &role.id.to_string());
        let third = app.account(&format!("third{}", role.id), false).await;
        let id = app.join(&race.team, third.id, TeamRole::Viewer).await;
        let (give, member) = (json!({"role_id": role.id}), race.member(id));
        // The administrator holds less than the role will grant.
        let all = json!({"permissions": ["*"]});
        let (edited, given) = join!(
            two.one.patch(&role_path, &all, None),
            two.other.patch(&member, &give, None)
        );
        edited.expect(StatusCode::OK);
        is_one_of(&given, &[200, 403]);

        let body = json!({"name": "Reader", "permissions": ["team:read"]});
        let role: Role = two.one.post(&roles, &body).await.json();
        let role_path = race
            .team
            .path(path::TEAM_ROLE)
            .replace("{id}", &role.id.to_string());
        let give = json!({"role_id": role.id});
        let (removed, given) = join!(
            two.one.delete(&role_path),
            two.one.patch(&member, &give, None)
        );
        let outcome = (removed.status.as_u16(), given.status.as_u16());
        assert!(matches!(outcome, (204, 422) | (409, 200)), "{outcome:?}");
    }
}

#[db_test]
async fn two_roles_of_one_name(app: TestApp) {
    let two = Two::of(&app).await;
    let race = two.team(&app, TeamRole::Admin).await;
    let roles = race.team.path(path::TEAM_ROLES);
    for round in 0..ROUNDS {
        let body = json!({"name": format!("Role {round}"), "permissions": ["team:read"]});
        let (a, b) = join!(two.one.post(&roles, &body), two.other.post(&roles, &body));
        assert_eq!(statuses([&a, &b]), [201, 409]);
    }
    race.is_told_in_order(&app).await;
}

#[db_test]
async fn two_teams_of_one_name(app: TestApp) {
    let two = Two::of(&app).await;
    for round in 0..ROUNDS {
        let body = json!({"name": format!("Team {round}")});
        let (a, b) = join!(
            two.one.post(path::TEAMS, &body),
            two.other.post(path::TEAMS, &body)
        );
        let [a, b]: [Team; 2] = [a, b].map(|answer| answer.with(StatusCode::CREATED).json());
        assert_ne!(a.slug, b.slug);
        let body = json!({"name": "Named", "slug": format!("word-{round}")});
        let (a, b) = join!(
            two.one.post(path::TEAMS, &body),
            two.other.post(path::TEAMS, &body)
        );
        assert_eq!(statuses([&a, &b]), [201, 409]);
    }
}

#[db_test]
async fn deletion_against_restoring(app: TestApp) {
    let two = Two::of(&app).await;
    for _ in 0..ROUNDS {
        let race = two.team(&app, TeamRole::Owner).await;
        let (team, restore) = (
            race.team.path(path::TEAM),
            race.team.path(path::RESTORE_TEAM),
        );
        let (deleted, restored) = join!(two.one.delete(&team), two.other.post_empty(&restore));
        deleted.expect(StatusCode::ACCEPTED);
        is_one_of(&restored, &[200, 409]);
        let is_kept = restored.status == StatusCode::OK;
        let seen = seen(&two.one, &race.team).await;
        assert_eq!(seen.delete_at.is_none(), is_kept);
        let (a, b) = join!(two.one.delete(&team), two.other.delete(&team));
        let expected = if is_kept { [202, 409] } else { [409, 409] };
        assert_eq!(statuses([&a, &b]), expected);
        race.is_told_in_order(&app).await;
    }
}

#[db_test]
async fn purging_against_restoring(app: TestApp) {
    for round in 0..ROUNDS {
        let email = format!("owner{round}");
        let owner = app.user(&email).await;
        let team = app.team(&owner, "Engines").await;
        owner
            .delete(&team.path(path::TEAM))
            .await
            .expect(StatusCode::ACCEPTED);
        app.ctx.clock.advance(chrono::TimeDelta::days(15));
        let owner = app.sign_in(&format!("{email}@example.com")).await;
        let ctx = &app.ctx;
        ctx.db
            .write(|tx| async move { enqueue(ctx, &tx, &Purge).await })
            .await
            .unwrap();
        let restore = team.path(path::RESTORE_TEAM);
        let (restored, _) = join!(owner.post_empty(&restore), app.deliver());
        is_one_of(&restored, &[200, 404]);
        let expected = restored.status;
        // Whoever was told that it is kept finds it.
        owner.get(&team.path(path::TEAM)).await.expect(expected);
        let verdict = audit::verify(ctx, Some(team.id)).await.unwrap();
        assert!(
            matches!(verdict, Verdict::Whole { lines: 3, .. }),
            "{verdict:?}"
        );
    }
}

/// A third belongs to the team, so one of the two has to stay.
#[db_test]
async fn two_owners_who_go_at_once_while_others_stay(app: TestApp) {
    let third = app.account("third", false).await;
    for round in 0..ROUNDS {
        let names = [format!("one{round}"), format!("other{round}")];
        let two = Two {
            one: app.user(&names[0]).await,
            other: app.user(&names[1]).await,
        };
        let race = two.team(&app, TeamRole::Owner).await;
        app.join(&race.team, third.id, TeamRole::Admin).await;
        let deactivates = round % 2 == 1;
        let other = async {
            if deactivates {
                two.other.post_empty(path::DEACTIVATE).await
            } else {
                two.other.delete(path::USERS_ME).await
            }
        };
        let (a, b) = join!(two.one.delete(path::USERS_ME), other);
        let gone = if deactivates && b.status != StatusCode::CONFLICT {
            204
        } else {
            202
        };
        assert_eq!(statuses([&a, &b]), [gone, 409]);
        let (refused, left) = if a.status == StatusCode::CONFLICT {
            (&a, &two.one)
        } else {
            (&b, &two.other)
        };
        refused.problem(StatusCode::CONFLICT, contract::problem::code::SOLE_OWNER);
        let seen = seen(left, &race.team).await;
        assert_eq!(seen.role.built_in.as_deref(), Some("owner"));
    }
}

#[db_test]
async fn two_owners_who_have_their_accounts_deleted(app: TestApp) {
    for round in 0..ROUNDS {
        let names = [format!("one{round}"), format!("other{round}")];
        let two = Two {
            one: app.user(&names[0]).await,
            other: app.user(&names[1]).await,
        };
        let race = two.team(&app, TeamRole::Owner).await;
        let (a, b) = join!(
            two.one.delete(path::USERS_ME),
            two.other.delete(path::USERS_ME)
        );
        is_one_of(&a, &[202, 409]);
        is_one_of(&b, &[202, 409]);
        // The one that is left belongs to the team alone, so it may go after that.
        let accepted = statuses([&a, &b]);
        assert!(
            accepted == [202, 202] || accepted == [202, 409],
            "{accepted:?}"
        );
        assert!(race.owners(&app).await > 0);
    }
}
