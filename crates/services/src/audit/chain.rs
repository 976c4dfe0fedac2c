use std::fmt::Write as _;

use aws_lc_rs::digest;
use chrono::{DateTime, SecondsFormat, Utc};
use contract::{TeamId, UserId};
use db::entity::{audit_events, audit_logs};
use serde_json::json;
use uuid::Uuid;

use super::{Author, Entry, Facts, PRODUCT, store};
use crate::{Ctx, Error, Result};

/// How many lines are read at once.
const BATCH: u64 = 1000;

/// Makes the next line of a log.
pub(super) fn link(
    id: Uuid,
    team: Uuid,
    last: &audit_logs::Model,
    author: &Author,
    entry: Entry,
    now: DateTime<Utc>,
) -> Result<audit_events::Model> {
    let facts = |facts: Option<Facts>| {
        facts
            .map(|facts| serde_json::to_string(&facts))
            .transpose()
            .map_err(Error::internal)
    };
    let mut row = audit_events::Model {
        id,
        team_id: team,
        seq: last.seq + 1,
        action: entry.action.to_owned(),
        actor_id: author.user.map(UserId::uuid),
        actor_name: author.name.clone(),
        impersonator_id: author.impersonator.map(UserId::uuid),
        via: author.via.to_owned(),
        subject_kind: entry.subject_kind.to_owned(),
        subject_id: entry.subject,
        before: facts(entry.before)?,
        after: facts(entry.after)?,
        request_id: author.request,
        address: author.address.map(|address| address.to_string()),
        created_at: now,
        hash: String::new(),
    };
    row.hash = hash(&row, &last.hash);
    Ok(row)
}

/// The hash of a line's words and of the hash before it.
fn hash(row: &audit_events::Model, previous: &str) -> String {
    let audit_events::Model {
        id,
        team_id,
        seq,
        action,
        actor_id,
        actor_name,
        impersonator_id,
        via,
        subject_kind,
        subject_id,
        before,
        after,
        request_id,
        address,
        created_at,
        hash: _,
    } = row;
    let words = json!([
        previous,
        id,
        team_id,
        seq,
        action,
        actor_id,
        actor_name,
        impersonator_id,
        via,
        subject_kind,
        subject_id,
        before,
        after,
        request_id,
        address,
        created_at.to_rfc3339_opts(SecondsFormat::Micros, true),
    ]);
    let digest = digest::digest(&digest::SHA256, words.to_string().as_bytes());
    digest
        .as_ref()
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _written = write!(text, "{byte:02x}");
            text
        })
}

/// Whether a log is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is, and has so many lines.
    Whole {
        /// The number of lines.
        lines: i64,
    },
    /// The line is not what was written, or another one is missing before it.
    Changed {
        /// Its place in the log.
        seq: i64,
        /// Its id.
        id: Uuid,
    },
    /// Lines after this place are missing.
    Cut {
        /// The place of the last line that is there.
        seq: i64,
    },
}

/// Reads a log from its beginning and says whether it is whole; that of the product without a team.
pub async fn verify(ctx: &Ctx, team: Option<TeamId>) -> Result<Verdict> {
    let team = team.map_or(PRODUCT, TeamId::uuid);
    let mut previous = audit_logs::Model {
        team_id: team,
        seq: 0,
        hash: String::new(),
    };
    loop {
        let (rows, log) = ctx
            .db
            .read_tx(async |tx| {
                let tx = tx.of_team(team).await?;
                let log = store::find_log(&tx).await?;
                Ok::<_, Error>((store::after(&tx, previous.seq, BATCH).await?, log))
            })
            .await?;
        if rows.is_empty() {
            // Lines that were written meanwhile come with the next batch.
            let is_whole = log.as_ref().is_none_or(|log| *log == previous);
            return Ok(if is_whole {
                Verdict::Whole {
                    lines: previous.seq,
                }
            } else {
                Verdict::Cut { seq: previous.seq }
            });
        }
        for row in rows {
            if row.seq != previous.seq + 1 || row.hash != hash(&row, &previous.hash) {
                return Ok(Verdict::Changed {
                    seq: row.seq,
                    id: row.id,
                });
            }
            previous.seq = row.seq;
            previous.hash = row.hash;
        }
    }
}

/// Reads all logs, and answers with those of teams by their ids and with that of the product.
pub async fn verify_all(ctx: &Ctx) -> Result<Vec<(Option<TeamId>, Verdict)>> {
    let mut verdicts = vec![(None, verify(ctx, None).await?)];
    let teams = ctx
        .db
        .read_tx(async |tx| store::teams(&tx.across_teams().await?).await)
        .await?;
    for team in teams.into_iter().filter(|team| *team != PRODUCT) {
        let team = TeamId::new(team);
        verdicts.push((Some(team), verify(ctx, Some(team)).await?));
    }
    Ok(verdicts)
}
