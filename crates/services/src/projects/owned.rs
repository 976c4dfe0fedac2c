//! What somebody owns in all of their teams, as their export shows it.

use chrono::{DateTime, Utc};
use contract::{ProjectId, TeamId, UserId, projects::ProjectStatus};
use db::entity::projects::Model;
use serde::Serialize;

use super::store;
use crate::{Ctx, Error, Result, teams};

/// A project that somebody owns.
#[derive(Debug, Serialize)]
pub(crate) struct OwnedProject {
    id: ProjectId,
    team_id: TeamId,
    name: String,
    description: String,
    status: ProjectStatus,
    archived_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// All projects that a user owns, oldest first. Those of a team that keeps them out for want of a second
/// factor are left out as well.
pub(crate) async fn owned_by(ctx: &Ctx, user: UserId) -> Result<Vec<OwnedProject>> {
    let rows = ctx
        .db
        .read_tx(|tx| async move {
            let all = tx.across_teams().await?;
            let open = teams::open_to(ctx, &all, user).await?;
            store::owned_by(&all, user, open).await
        })
        .await?;
    rows.into_iter().map(view).collect()
}

fn view(row: Model) -> Result<OwnedProject> {
    let Model {
        id,
        team_id,
        name,
        name_key: _,
        description,
        status,
        owner_id: _,
        is_archived: _,
        archived_at,
        version: _,
        created_at,
        updated_at,
    } = row;
    Ok(OwnedProject {
        id: ProjectId::new(id),
        team_id: TeamId::new(team_id),
        name,
        description,
        status: status.parse().map_err(Error::internal)?,
        archived_at,
        created_at,
        updated_at,
    })
}
