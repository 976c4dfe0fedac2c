use std::collections::BTreeSet;

use contract::{Page, auth::Login, members::Member, path, projects::Project, teams::Team};
use http::StatusCode;
use services::seed;
use testkit::{TestApp, db_test};

#[db_test]
async fn the_demo_team_has_projects_of_every_kind(app: TestApp) {
    assert!(seed::demo(&app.ctx).await.unwrap());
    assert!(!seed::demo(&app.ctx).await.unwrap(), "once is enough");
    let ada = app.anon();
    let login = Login {
        email: seed::USER_EMAIL.to_owned(),
        password: seed::PASSWORD.to_owned(),
    };
    ada.post(path::LOGIN, &login).await.expect(StatusCode::OK);
    let teams: Page<Team> = ada.get(path::TEAMS).await.with(StatusCode::OK).json();
    let [team] = &*teams.items else {
        panic!("{:?}", teams.items)
    };
    assert_eq!(team.slug, seed::TEAM_SLUG);

    let list = async |thing: &str, query: &str| {
        let path = thing.replace("{team_id}", &team.id.to_string());
        let answer = ada.get(&format!("{path}?limit=100&{query}")).await;
        answer.with(StatusCode::OK)
    };
    let current: Page<Project> = list(path::PROJECTS, "").await.json();
    let archived: Page<Project> = list(path::PROJECTS, "archived=true").await.json();
    assert_eq!((current.items.len(), archived.items.len()), (35, 5));
    let statuses: BTreeSet<_> = current.items.iter().map(|project| project.status).collect();
    assert_eq!(statuses.len(), 4);
    let members: Page<Member> = list(path::MEMBERS, "").await.json();
    assert_eq!(members.items.len(), 14);
    let ids: Vec<_> = members.items.iter().map(|member| member.user_id).collect();
    let owners = current.items.iter().map(|project| project.owner.as_ref());
    let (owned, unowned): (Vec<_>, Vec<_>) = owners.partition(Option::is_some);
    assert!(!unowned.is_empty());
    assert!(
        owned
            .into_iter()
            .flatten()
            .all(|owner| ids.contains(&owner.user_id))
    );
}
