//! What both databases must do alike.

#[cfg(test)]
mod appended;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod isolation;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod times;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod writable;

use chrono::{DateTime, TimeDelta, Utc};
use db::entity::jobs;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// A job with an id and a time of its own, of the table with the fewest ties to others.
fn job(number: u128, run_at: DateTime<Utc>) -> jobs::ActiveModel {
    jobs::ActiveModel {
        id: Set(Uuid::from_u128(number)),
        kind: Set("test".into()),
        payload: Set("{}".into()),
        priority: Set(0),
        unique_key: Set(None),
        status: Set("queued".into()),
        attempts: Set(0),
        max_attempts: Set(1),
        run_at: Set(run_at),
        lease_token: Set(None),
        lease_until: Set(None),
        last_error: Set(None),
        created_at: Set(run_at),
        updated_at: Set(run_at),
    }
}

/// 2026-01-02T03:04:05Z and some microseconds.
fn at(micros: i64) -> DateTime<Utc> {
    testkit::start() + TimeDelta::microseconds(micros)
}
