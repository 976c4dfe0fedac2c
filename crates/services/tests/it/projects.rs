//! A file of projects that is taken out while things change.

use contract::{MemberId, Permission, projects::ProjectExportQuery, roles::TeamRole, users::User};
use db::entity::team_members;
use futures_util::StreamExt;
use sea_orm::{ColumnTrait, DbErr, QueryFilter, sea_query::Expr};
use services::{Error, projects, teams};
use testkit::{TestApp, TestTeam, db_test};

use crate::callers::{origin, signed_in};

/// More than one batch.
const PROJECTS: usize = 600;

pub(crate) async fn enter(
    app: &TestApp,
    team: &TestTeam,
    user: User,
    permission: Permission,
) -> teams::TeamActor {
    teams::enter(&app.ctx, signed_in(user), origin(), team.id, permission)
        .await
        .unwrap()
}

pub(crate) async fn set_role(app: &TestApp, team: &TestTeam, member: MemberId, role: TeamRole) {
    let (id, role) = (team.id.uuid(), team.role(role).uuid());
    app.ctx
        .db
        .write(|tx| async move {
            let scoped = tx.of_team(id).await?;
            scoped
                .update::<team_members::Entity>()
                .col_expr(team_members::Column::RoleId, Expr::value(role))
                .filter(team_members::Column::Id.eq(member.uuid()))
                .exec(&*scoped)
                .await?;
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
}

#[db_test]
async fn who_may_no_more_gets_no_further_batch(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    app.projects(&team, PROJECTS).await;
    let grace = app.account("grace", false).await;
    let member = app.join(&team, grace.id, TeamRole::Viewer).await;
    let actor = enter(&app, &team, grace, Permission::ProjectsExport).await;
    for (role, whole) in [(TeamRole::Viewer, true), (TeamRole::Billing, false)] {
        let query = ProjectExportQuery::default();
        let parts = projects::export(&app.ctx, &actor, query).await.unwrap();
        let mut parts = std::pin::pin!(parts);
        let first = parts.next().await.unwrap();
        assert!(first.is_ok());
        set_role(&app, &team, member, role).await;
        match parts.next().await.unwrap() {
            Ok(_) => assert!(whole && parts.next().await.is_none()),
            Err(error) => {
                assert!(
                    !whole && matches!(error, Error::Forbidden { .. }),
                    "{error}"
                );
            }
        }
    }
}
