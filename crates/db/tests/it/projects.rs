use contract::roles::TeamRole;
use db::{
    Db, TeamTx, Tx,
    entity::{project_grants, projects},
};
use sea_orm::{ConnectionTrait, DbErr, PaginatorTrait, Set, Statement};
use testkit::{Backend, TestApp, TestTeam, db_test};
use uuid::Uuid;

/// Two teams of one person, the first with one project and the second with two.
async fn two_teams(app: &TestApp) -> (TestTeam, TestTeam) {
    let ada = app.user("ada").await;
    let ours = app.team(&ada, "Ours").await;
    let theirs = app.team(&ada, "Theirs").await;
    app.projects(&ours, 1).await;
    app.projects(&theirs, 2).await;
    (ours, theirs)
}

async fn share(
    db: &Db,
    team: Uuid,
    member: Option<Uuid>,
    role: Option<Uuid>,
) -> Result<project_grants::Model, DbErr> {
    db.write(|tx| async move {
        let scoped = tx.of_team(team).await?;
        let project = scoped.find::<projects::Entity>().one(&*scoped).await?;
        let row = project_grants::ActiveModel {
            id: Set(Uuid::from_u128(1)),
            team_id: Set(team),
            project_id: Set(project.unwrap().id),
            member_id: Set(member),
            role_id: Set(role),
            level: Set("viewer".to_owned()),
            created_at: Set(testkit::start()),
        };
        scoped.insert(row).await
    })
    .await
}

#[db_test]
async fn a_grant_is_for_a_member_or_a_role_of_its_own_team(app: TestApp) {
    let (ours, theirs) = two_teams(&app).await;
    let grace = app.account("grace", false).await;
    let stranger = app.join(&theirs, grace.id, TeamRole::Member).await.uuid();
    let member = app.join(&ours, grace.id, TeamRole::Member).await.uuid();
    let (foreign, role) = (
        theirs.role(TeamRole::Member).uuid(),
        ours.role(TeamRole::Member).uuid(),
    );
    for (member, role) in [
        (Some(stranger), None),
        (None, Some(foreign)),
        (None, None),
        (Some(member), Some(role)),
    ] {
        let refused = share(&app.ctx.db, ours.id.uuid(), member, role).await;
        assert!(refused.is_err(), "{refused:?}");
    }
    let shared = share(&app.ctx.db, ours.id.uuid(), Some(member), None).await;
    assert_eq!(shared.unwrap().member_id, Some(member));
}

/// The number of projects that a transaction sees without a door.
async fn all_that_is_seen(tx: &Tx) -> i64 {
    let sql = "SELECT count(*) FROM projects";
    let statement = Statement::from_string(tx.get_database_backend(), sql);
    let row = tx.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn seen_by_the_door(tx: &TeamTx) -> u64 {
    tx.find::<projects::Entity>().count(&**tx).await.unwrap()
}

#[db_test]
async fn projects_of_another_team_are_behind_a_door_and_a_wall(app: TestApp) {
    let (ours, theirs) = two_teams(&app).await;
    // SQLite has the doors alone.
    let has_wall = app.db.backend == Backend::Postgres;
    let read = app.ctx.db.read_tx(|tx| async move {
        let unsaid = all_that_is_seen(&tx).await;
        let scoped = tx.of_team(ours.id.uuid()).await?;
        let said = (seen_by_the_door(&scoped).await, all_that_is_seen(&tx).await);
        Ok::<_, DbErr>((unsaid, said))
    });
    let (unsaid, said) = read.await.unwrap();
    assert_eq!(unsaid, if has_wall { 0 } else { 3 });
    assert_eq!(said, (1, if has_wall { 1 } else { 3 }));

    let team = theirs.id.uuid();
    let written = app.ctx.db.write(|tx| async move {
        tx.of_team(ours.id.uuid()).await?;
        let sql = "UPDATE projects SET name = 'Ours' WHERE team_id = $1";
        let backend = tx.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, [team.into()]);
        Ok::<_, DbErr>(tx.execute_raw(statement).await?.rows_affected())
    });
    assert_eq!(written.await.unwrap(), if has_wall { 0 } else { 2 });
}
