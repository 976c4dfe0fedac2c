//! The table `jobs`.

use chrono::{DateTime, TimeDelta, Utc};
use contract::JobId;
use db::{
    Db, Tx, dialect,
    entity::jobs::{ActiveModel, Column, Entity, Model},
    global, global_delete, global_update,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement, UpdateMany,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    Error, Result,
    jobs::{DeadJob, JobStats, MAX_REASON},
};

const QUEUED: &str = "queued";
const RUNNING: &str = "running";
const DEAD: &str = "dead";

/// How often a job is offered when its live twin finishes at that very moment.
const INSERT_ATTEMPTS: usize = 3;

pub(super) struct NewJob {
    pub(super) id: JobId,
    pub(super) kind: &'static str,
    pub(super) payload: String,
    pub(super) priority: i32,
    pub(super) unique_key: Option<String>,
    pub(super) max_attempts: i32,
    pub(super) run_at: DateTime<Utc>,
    pub(super) now: DateTime<Utc>,
}

/// A worker's hold on a job: what it does to the job counts only while the hold lasts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lease {
    pub(super) job: Uuid,
    pub(super) token: Uuid,
}

/// Inserts a job and answers with its id, or with that of its live twin.
pub(super) async fn insert(tx: &Tx, new: &NewJob) -> Result<JobId> {
    for _ in 0..INSERT_ATTEMPTS {
        let row = ActiveModel {
            id: Set(new.id.uuid()),
            kind: Set(new.kind.to_owned()),
            payload: Set(new.payload.clone()),
            priority: Set(new.priority),
            unique_key: Set(new.unique_key.clone()),
            status: Set(QUEUED.to_owned()),
            attempts: Set(0),
            max_attempts: Set(new.max_attempts),
            run_at: Set(new.run_at),
            lease_token: Set(None),
            lease_until: Set(None),
            last_error: Set(None),
            created_at: Set(new.now),
            updated_at: Set(new.now),
        };
        let inserted = Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&**tx)
            .await?;
        if inserted == 1 {
            return Ok(new.id);
        }
        if let Some(twin) = find_twin(tx, new.unique_key.as_deref()).await? {
            return Ok(twin);
        }
    }
    Err(Error::Unavailable(format!(
        "jobs of kind {} come and go too fast",
        new.kind
    )))
}

async fn find_twin(tx: &Tx, unique_key: Option<&str>) -> Result<Option<JobId>, DbErr> {
    let Some(key) = unique_key else {
        return Ok(None);
    };
    let twin = global::<Entity>()
        .filter(Column::UniqueKey.eq(key))
        .filter(Column::Status.ne(DEAD))
        .one(&**tx)
        .await?;
    Ok(twin.map(|row| JobId::new(row.id)))
}

/// Takes the due jobs under a lease, best first.
pub(super) async fn claim(
    tx: &Tx,
    token: Uuid,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<Model>> {
    let backend = tx.get_database_backend();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let statement = Statement::from_sql_and_values(
        backend,
        dialect::claim_jobs(backend),
        [token.into(), until.into(), now.into(), limit.into()],
    );
    let mut jobs = global::<Entity>()
        .from_raw_sql(statement)
        .all(&**tx)
        .await?;
    // RETURNING promises no order.
    jobs.sort_by(|a, b| {
        b.priority
            .cmp(&a.priority)
            .then((a.run_at, a.id).cmp(&(b.run_at, b.id)))
    });
    Ok(jobs)
}

/// Moves the end of the lease; false if the lease was lost.
pub(super) async fn renew(tx: &Tx, lease: Lease, until: DateTime<Utc>) -> Result<bool> {
    apply(
        tx,
        held(lease).col_expr(Column::LeaseUntil, Expr::value(until)),
    )
    .await
}

/// Deletes a job that is done; false if the lease was lost.
pub(super) async fn finish(tx: &Tx, lease: Lease) -> Result<bool> {
    let deleted = global_delete::<Entity>()
        .filter(Column::Id.eq(lease.job))
        .filter(Column::LeaseToken.eq(lease.token))
        .exec(&**tx)
        .await?;
    Ok(deleted.rows_affected == 1)
}

/// Queues a failed job again, to run at `run_at`; false if the lease was lost.
pub(super) async fn retry(
    tx: &Tx,
    lease: Lease,
    run_at: DateTime<Utc>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let update = end(lease, QUEUED, now)
        .col_expr(Column::RunAt, Expr::value(run_at))
        .col_expr(Column::LastError, Expr::value(cut(reason)));
    apply(tx, update).await
}

/// Gives a job up after `attempts`; false if the lease was lost.
pub(super) async fn bury(
    tx: &Tx,
    lease: Lease,
    attempts: i32,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let update = end(lease, DEAD, now)
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::LastError, Expr::value(cut(reason)));
    apply(tx, update).await
}

/// Gives a job back as if it had not been taken; false if the lease was lost.
pub(super) async fn release(tx: &Tx, lease: Lease, now: DateTime<Utc>) -> Result<bool> {
    let update =
        end(lease, QUEUED, now).col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1));
    apply(tx, update).await
}

/// The change of a job under this lease, and of none else.
fn held(lease: Lease) -> UpdateMany<Entity> {
    global_update::<Entity>()
        .filter(Column::Id.eq(lease.job))
        .filter(Column::LeaseToken.eq(lease.token))
}

fn end(lease: Lease, status: &str, now: DateTime<Utc>) -> UpdateMany<Entity> {
    held(lease)
        .col_expr(Column::Status, Expr::value(status))
        .col_expr(Column::LeaseToken, Expr::value(None::<Uuid>))
        .col_expr(Column::LeaseUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::UpdatedAt, Expr::value(now))
}

async fn apply(tx: &Tx, update: UpdateMany<Entity>) -> Result<bool> {
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

fn cut(reason: &str) -> String {
    reason.chars().take(MAX_REASON).collect()
}

pub(super) async fn requeue(tx: &Tx, id: JobId, now: DateTime<Utc>) -> Result<JobId> {
    let dead = global::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::Status.eq(DEAD));
    let job = dialect::lock_rows(tx.get_database_backend(), dead)
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(twin) = find_twin(tx, job.unique_key.as_deref()).await? {
        global_delete::<Entity>()
            .filter(Column::Id.eq(job.id))
            .exec(&**tx)
            .await?;
        return Ok(twin);
    }
    global_update::<Entity>()
        .filter(Column::Id.eq(job.id))
        .col_expr(Column::Status, Expr::value(QUEUED))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::RunAt, Expr::value(now))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .exec(&**tx)
        .await?;
    Ok(id)
}

pub(super) async fn stats(db: &Db, now: DateTime<Utc>) -> Result<JobStats> {
    let counts: Vec<(String, i64)> = global::<Entity>()
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Status)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut stats = JobStats::default();
    for (status, count) in counts {
        let count = u64::try_from(count).unwrap_or_default();
        match status.as_str() {
            QUEUED => stats.queued = count,
            RUNNING => stats.running = count,
            _ => stats.dead = count,
        }
    }
    let oldest = global::<Entity>()
        .filter(Column::Status.eq(QUEUED))
        .filter(Column::RunAt.lte(now))
        .order_by_asc(Column::RunAt)
        .one(db.read())
        .await?;
    let lag = oldest.map_or(TimeDelta::zero(), |job| now - job.run_at);
    stats.lag = lag.to_std().unwrap_or_default();
    Ok(stats)
}

pub(super) async fn list_dead(db: &Db, limit: u64) -> Result<Vec<DeadJob>> {
    let rows = global::<Entity>()
        .filter(Column::Status.eq(DEAD))
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(row: Model) -> DeadJob {
    DeadJob {
        id: JobId::new(row.id),
        kind: row.kind,
        attempts: row.attempts,
        last_error: row.last_error.unwrap_or_default(),
        created_at: row.created_at,
        died_at: row.updated_at,
    }
}
