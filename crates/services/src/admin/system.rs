use contract::admin::{DatabaseKind, DatabaseStatus, SystemStatus};
use db::SecondWall;
use sea_orm::DatabaseBackend;

use super::store;
use crate::{Ctx, Error, Result, health, jobs, roles::Staff, sessions, users};

/// Says how the product is, as far as this process can tell.
pub async fn status(ctx: &Ctx, _staff: &Staff) -> Result<SystemStatus> {
    let conn = ctx.db.read();
    let now = ctx.clock.now();
    let queue = jobs::stats(ctx).await?;
    Ok(SystemStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started_at: ctx.started_at,
        uptime_seconds: (now - ctx.started_at).num_seconds().max(0),
        database: DatabaseStatus {
            kind: match ctx.db.backend() {
                DatabaseBackend::Sqlite => DatabaseKind::Sqlite,
                _ => DatabaseKind::Postgres,
            },
            is_ready: health::database(ctx).await,
            bytes: ctx.db.size().await?,
            keeps_teams_apart: match ctx.db.second_wall().await? {
                SecondWall::Stands => Some(true),
                SecondWall::PassedBy { .. } | SecondWall::Open { .. } => Some(false),
                SecondWall::Absent => None,
            },
        },
        redis: health::redis(ctx).await,
        queue_lag_seconds: whole(queue.lag.as_secs())?,
        jobs_queued: whole(queue.queued)?,
        jobs_dead: whole(queue.dead)?,
        users: whole(users::count(conn).await?)?,
        teams: whole(store::count_teams(conn).await?)?,
        sessions: whole(sessions::count_all_live(ctx, conn).await?)?,
    })
}

fn whole(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(Error::internal)
}
