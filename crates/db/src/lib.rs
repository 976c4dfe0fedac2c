#![doc = include_str!("../README.md")]

pub mod dialect;
pub mod entity;
pub mod migration;

mod connection;
mod constraint;
mod door;
mod transaction;
mod writable;

pub use connection::{ConnectError, Db, DbSettings, SecondWall};
pub use constraint::{is_busy, is_transient, violated_unique};
pub use door::{
    AllTeamsTx, Aside, ChangingTable, GlobalTable, TeamTable, TeamTx, global, global_delete,
    global_insert, global_insert_many, global_purge, global_save, global_update,
};
pub use transaction::{Transient, Tx};
pub use writable::Unwritable;

use chrono::{DateTime, SubsecRound, Utc};

/// Cuts a time to microseconds, the precision that both databases keep.
pub fn now_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}
