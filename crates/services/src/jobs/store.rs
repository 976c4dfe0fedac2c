//! The tables `jobs` and `schedules`.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{JobId, admin::JobKind};
use db::{
    Db, Tx, dialect,
    entity::{
        jobs::{ActiveModel, Column, Entity, Model},
        schedules,
    },
    global, global_delete, global_insert, global_purge, global_update,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement, UpdateMany,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    Error, Result,
    cursor::{self, Cursor},
    jobs::{DeadJob, Job, JobStats, MAX_REASON},
};

const QUEUED: &str = "queued";
const RUNNING: &str = "running";
const DEAD: &str = "dead";

/// How often a job is offered when its live twin finishes at that very moment.
const INSERT_ATTEMPTS: usize = 3;

/// A job as it is kept, before it has an id and a time.
pub(super) struct NewJob {
    kind: &'static str,
    payload: String,
    priority: i32,
    unique_key: Option<String>,
    max_attempts: i32,
}

impl NewJob {
    pub(super) fn of<J: Job>(job: &J) -> Result<Self> {
        Ok(Self {
            kind: J::KIND,
            payload: serde_json::to_string(job).map_err(Error::internal)?,
            priority: J::PRIORITY,
            unique_key: job.unique_key().map(|key| format!("{}:{key}", J::KIND)),
            max_attempts: J::MAX_ATTEMPTS,
        })
    }
}

/// A worker's hold on a job: what it does to the job counts only while the hold lasts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lease {
    pub(super) job: Uuid,
    pub(super) token: Uuid,
}

/// Inserts a job and answers with its id, or with that of its live twin.
pub(super) async fn insert(
    tx: &Tx,
    id: JobId,
    new: &NewJob,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<JobId> {
    for _ in 0..INSERT_ATTEMPTS {
        let row = ActiveModel {
            id: Set(id.uuid()),
            kind: Set(new.kind.to_owned()),
            payload: Set(new.payload.clone()),
            priority: Set(new.priority),
            unique_key: Set(new.unique_key.clone()),
            status: Set(QUEUED.to_owned()),
            attempts: Set(0),
            max_attempts: Set(new.max_attempts),
            run_at: Set(run_at),
            lease_token: Set(None),
            lease_until: Set(None),
            last_error: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
        };
        let inserted = global_insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&**tx)
            .await?;
        if inserted == 1 {
            return Ok(id);
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

/// Queues a dead job again, and answers with its id, or with that of its live twin; and with its kind.
pub(super) async fn requeue(tx: &Tx, id: JobId, now: DateTime<Utc>) -> Result<(JobId, String)> {
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
        return Ok((twin, job.kind));
    }
    global_update::<Entity>()
        .filter(Column::Id.eq(job.id))
        .col_expr(Column::Status, Expr::value(QUEUED))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::RunAt, Expr::value(now))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .exec(&**tx)
        .await?;
    Ok((id, job.kind))
}

/// The jobs of a kind that died before `before`, at most `limit` of them.
pub(super) async fn dead_before(
    tx: &Tx,
    kind: &str,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<JobId>> {
    let ids: Vec<Uuid> = global::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(is_dead())
        .filter(Column::Kind.eq(kind))
        .filter(Column::UpdatedAt.lte(before))
        .order_by_asc(Column::UpdatedAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(&**tx)
        .await?;
    Ok(ids.into_iter().map(JobId::new).collect())
}

/// How many jobs there are of each kind.
pub(super) async fn kinds(db: &Db, now: DateTime<Utc>) -> Result<Vec<JobKind>> {
    let rows: Vec<(String, String, i64, DateTime<Utc>)> = global::<Entity>()
        .select_only()
        .column(Column::Kind)
        .column(Column::Status)
        .column_as(Column::Id.count(), "count")
        .column_as(Column::RunAt.min(), "first")
        .group_by(Column::Kind)
        .group_by(Column::Status)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut kinds: BTreeMap<String, JobKind> = BTreeMap::new();
    for (kind, status, count, first) in rows {
        let of_kind = kinds.entry(kind.clone()).or_insert(JobKind {
            kind,
            queued: 0,
            running: 0,
            dead: 0,
            lag_seconds: 0,
        });
        match status.as_str() {
            QUEUED => {
                of_kind.queued = count;
                of_kind.lag_seconds = Ord::max((now - first).num_seconds(), 0);
            }
            RUNNING => of_kind.running = count,
            _ => of_kind.dead = count,
        }
    }
    Ok(kinds.into_values().collect())
}

/// The dead jobs from `cursor` on, who died last first.
pub(super) async fn page_of_dead(
    db: &Db,
    kind: Option<&str>,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<DeadJob>> {
    let mut select = global::<Entity>().filter(is_dead());
    if let Some(kind) = kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    let page = cursor::newest_first(select, Column::UpdatedAt, Column::Id, cursor, limit)?;
    Ok(page.all(db.read()).await?.into_iter().map(view).collect())
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

/// Written out, because a database does not look behind a parameter to find that the index of dead
/// jobs serves.
fn is_dead() -> Condition {
    Condition::all().add(Expr::col(Column::Status).eq(Expr::cust(format!("'{DEAD}'"))))
}

/// Deletes jobs that died before `before`, at most `limit` of them.
pub(super) async fn purge_dead(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64> {
    let outdated = is_dead().add(Column::UpdatedAt.lt(before));
    Ok(global_purge::<Entity>(tx, Column::Id, outdated, limit).await?)
}

pub(super) async fn list_dead(db: &Db, limit: u64) -> Result<Vec<DeadJob>> {
    let rows = global::<Entity>()
        .filter(is_dead())
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

/// When each schedule is due next.
pub(super) async fn schedules(db: &Db) -> Result<BTreeMap<String, DateTime<Utc>>> {
    let rows = global::<schedules::Entity>().all(db.read()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.name, row.next_run_at))
        .collect())
}

/// Makes the row of a new schedule; false if there is one by now.
pub(super) async fn schedule(tx: &Tx, name: &str, next: DateTime<Utc>) -> Result<bool> {
    let row = schedules::ActiveModel {
        name: Set(name.to_owned()),
        next_run_at: Set(next),
    };
    let inserted = global_insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await?;
    Ok(inserted == 1)
}

/// Moves a schedule on; false if somebody else has done so since it was seen to be due at `seen`.
pub(super) async fn reschedule(
    tx: &Tx,
    name: &str,
    seen: DateTime<Utc>,
    next: DateTime<Utc>,
) -> Result<bool> {
    let moved = global_update::<schedules::Entity>()
        .col_expr(schedules::Column::NextRunAt, Expr::value(next))
        .filter(schedules::Column::Name.eq(name))
        .filter(schedules::Column::NextRunAt.eq(seen))
        .exec(&**tx)
        .await?;
    Ok(moved.rows_affected == 1)
}
