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
pub(crate) fn link(
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
        created_at.to_rfc3339_opts(SecondsFormat::Nanos, true),
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
    /// It is.
    Whole {
        /// The number of its lines.
        lines: i64,
        /// The hash of the last one: kept elsewhere, it proves all lines up to here.
        head: String,
    },
    /// The line does not follow from the one before: it was changed or put there, the one before was
    /// changed together with its hash, or one between them is missing.
    Changed {
        /// Its place in the log.
        seq: i64,
        /// Its id.
        id: Uuid,
    },
    /// Lines after this place are missing.
    Cut {
        /// The place of the last line that is there; zero if there is none.
        seq: i64,
    },
}

/// A log, by whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The team; nothing for the product as a whole.
    pub team: Option<TeamId>,
    /// The team's word in addresses, unless the team is gone.
    pub slug: Option<String>,
}

/// Every log: that of the product, then those of teams by their ids. Teams that are gone are among
/// them, and so are teams that should have a log and have none.
pub async fn logs(ctx: &Ctx) -> Result<Vec<Log>> {
    let (teams, mut slugs) = ctx
        .db
        .read_tx(async |tx| {
            let all = tx.across_teams().await?;
            let teams = store::teams(&all).await?;
            Ok::<_, Error>((teams, store::slugs(&*all).await?))
        })
        .await?;
    let product = Log {
        team: None,
        slug: None,
    };
    let of_teams = teams.into_iter().filter(|team| *team != PRODUCT);
    let of_teams = of_teams.map(|team| Log {
        team: Some(TeamId::new(team)),
        slug: slugs.remove(&team),
    });
    Ok([product].into_iter().chain(of_teams).collect())
}

/// The log of the team with this id or word in addresses.
///
/// # Errors
///
/// [`Error::NotFound`] if there is none.
pub async fn find_log(ctx: &Ctx, team: &str) -> Result<Log> {
    let id = team.parse::<Uuid>().ok().map(TeamId::new);
    let is_wanted =
        |log: &Log| log.team.is_some() && (log.slug.as_deref() == Some(team) || log.team == id);
    let logs = logs(ctx).await?;
    logs.into_iter().find(is_wanted).ok_or(Error::NotFound)
}

/// Reads a log from its beginning and says whether it is whole; that of the product without a team.
pub async fn verify(ctx: &Ctx, team: Option<TeamId>) -> Result<Verdict> {
    let mut last = Last::default();
    loop {
        let (rows, log) = read(ctx, team, last.seq, BATCH).await?;
        if rows.is_empty() {
            return end(ctx, team, log, last).await;
        }
        for row in rows {
            if row.seq != last.seq + 1 || row.hash != hash(&row, &last.hash) {
                return Ok(changed(&row));
            }
            last = Last {
                seq: row.seq,
                hash: row.hash,
                id: row.id,
            };
        }
    }
}

/// The last line that was read.
#[derive(Default)]
struct Last {
    seq: i64,
    hash: String,
    id: Uuid,
}

/// Compares the last line with what the log says of it. A line that is written meanwhile is read
/// after the log, so that it never looks like one too many.
async fn end(
    ctx: &Ctx,
    team: Option<TeamId>,
    log: Option<audit_logs::Model>,
    last: Last,
) -> Result<Verdict> {
    let Some(log) = log else {
        // The product's begins with its first line, a team's with the team.
        return Ok(if last.seq == 0 && team.is_none() {
            Verdict::Whole {
                lines: 0,
                head: String::new(),
            }
        } else {
            Verdict::Cut { seq: last.seq }
        });
    };
    Ok(if log.seq > last.seq {
        Verdict::Cut { seq: last.seq }
    } else if log.seq < last.seq {
        let (added, _) = read(ctx, team, log.seq, 1).await?;
        added.first().map_or(Verdict::Cut { seq: log.seq }, changed)
    } else if log.hash != last.hash {
        Verdict::Changed {
            seq: last.seq,
            id: last.id,
        }
    } else {
        Verdict::Whole {
            lines: last.seq,
            head: last.hash,
        }
    })
}

const fn changed(row: &audit_events::Model) -> Verdict {
    Verdict::Changed {
        seq: row.seq,
        id: row.id,
    }
}

/// The lines after a place, and before them what the log says of its last one.
async fn read(
    ctx: &Ctx,
    team: Option<TeamId>,
    after: i64,
    limit: u64,
) -> Result<(Vec<audit_events::Model>, Option<audit_logs::Model>)> {
    let team = team.map_or(PRODUCT, TeamId::uuid);
    ctx.db
        .read_tx(async |tx| {
            let tx = tx.of_team(team).await?;
            let log = store::find_log(&tx).await?;
            Ok((store::after(&tx, after, limit).await?, log))
        })
        .await
}
