//! A large database, to see that what grows with it is not the work for a page of a list.
//!
//! Everything is written in transactions of some thousand rows; audit logs are real ones, whose
//! chains verify.

mod batch;
mod records;
mod rows;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{MemberId, RoleId, UserId, roles::TeamRole};
use db::entity::{audit_events, audit_logs, roles, team_members, totps};
use uuid::Uuid;

use crate::{
    Ctx, Error, Result,
    audit::{self, Author, Entry, PRODUCT},
    roles::built_in_row,
    seed::PASSWORD,
    users as accounts,
};
use batch::Batch;
use rows::{entry, grant, grantees, product_entry, project, scattered, team, user};

/// How much is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Accounts, the two with known addresses among them.
    pub users: usize,
    /// Teams. One of the accounts belongs to all of them, and a fifth of the accounts to the first.
    pub teams: usize,
    /// Lines of audit logs, a fifth of them in that of the first team.
    pub audit_lines: usize,
    /// Projects, a fifth of them of the first team.
    pub projects: usize,
    /// Rows of each other list: of the product's own audit log, of what has happened to accounts, of
    /// invitations, and so on.
    pub records: usize,
}

impl Size {
    /// What lists are measured with.
    pub const LARGE: Self = Self {
        users: 100_000,
        teams: 10_000,
        audit_lines: 1_000_000,
        projects: 1_000_000,
        records: 20_000,
    };
}

/// What is told while it is written: what, and how many there are so far.
pub type Progress<'a> = &'a (dyn Fn(&str, usize) + Send + Sync);

/// Writes a large database and answers whether it did: one that has users is left alone.
pub async fn write(ctx: &Ctx, size: Size, progress: Progress<'_>) -> Result<bool> {
    if accounts::any(ctx.db.read()).await? {
        return Ok(false);
    }
    let hash = ctx
        .passwords
        .hash_new("password", PASSWORD.to_owned(), Vec::new());
    let end = ctx.clock.now();
    let seeding = Seeding {
        ctx,
        progress,
        // All of it is older than what people do next.
        start: end - TimeDelta::days(365),
        end,
        password_hash: hash.await?,
    };
    let people = seeding.users(size.users).await?;
    let mut teams = seeding.teams(size.teams).await?;
    seeding.members(&people, &mut teams).await?;
    seeding.projects(&teams, size.projects).await?;
    seeding.audit(&people, &teams, size).await?;
    Box::pin(seeding.records(&people, &teams, size.records)).await?;
    Ok(true)
}

/// How many of `count` rows are those of one of the teams: a fifth the first one's, of the rest as many
/// as of any other.
const fn portion(count: usize, teams: usize, index: usize) -> usize {
    let first = count / 5;
    let Some(others) = teams.checked_sub(1) else {
        return 0;
    };
    let (rest, Some(index)) = (count - first, index.checked_sub(1)) else {
        return first;
    };
    rest / others + if index < rest % others { 1 } else { 0 }
}

struct Seeding<'a> {
    ctx: &'a Ctx,
    progress: Progress<'a>,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    /// Of [`PASSWORD`].
    password_hash: String,
}

/// A team, with its roles in the order of [`TeamRole::ALL`].
struct Seeded {
    id: Uuid,
    roles: Vec<Uuid>,
    /// Who joined first first; that is its owner.
    members: Vec<(MemberId, UserId)>,
}

impl Seeded {
    fn role(&self, role: TeamRole) -> Option<Uuid> {
        let place = TeamRole::ALL.iter().position(|other| *other == role)?;
        self.roles.get(place).copied()
    }

    /// One after the other, again and again.
    fn member(&self, number: usize) -> Option<(MemberId, UserId)> {
        self.members
            .get(number % self.members.len().max(1))
            .copied()
    }
}

impl Seeding<'_> {
    /// A time of its own for each row.
    fn at(&self, number: usize) -> DateTime<Utc> {
        self.start + TimeDelta::seconds(i64::try_from(number).unwrap_or_default())
    }

    async fn users(&self, count: usize) -> Result<Vec<(UserId, String)>> {
        let mut people = Vec::with_capacity(count);
        let mut rows = Batch::new(self, "users");
        for number in 0..count {
            let at = self.at(number);
            let row = user(number, self.ctx.ids.uuid(at)?, &self.password_hash, at);
            let name = format!("{} {}", row.first_name, row.last_name);
            people.push((UserId::new(row.id), name));
            rows.add(row).await?;
        }
        rows.end().await?;
        let mut rows = Batch::new(self, "authenticator apps");
        // Of accounts that nobody signs in to: the secret opens nothing.
        for (user, _) in people.iter().skip(2).step_by(3) {
            rows.add(totps::Model {
                user_id: user.uuid(),
                secret: String::new(),
                last_step: None,
                confirmed_at: Some(self.start),
                created_at: self.start,
            })
            .await?;
        }
        rows.end().await?;
        Ok(people)
    }

    async fn teams(&self, count: usize) -> Result<Vec<Seeded>> {
        let mut made = Vec::with_capacity(count);
        let mut rows = Batch::new(self, "teams");
        let mut of_roles = Batch::new(self, "roles");
        for number in 0..count {
            let at = self.at(number);
            let team = team(number, self.ctx.ids.uuid(at)?, at);
            let mut roles: Vec<roles::Model> = Vec::new();
            for role in TeamRole::ALL {
                roles.push(built_in_row(self.ctx.ids.uuid(at)?, team.id, role, at));
            }
            made.push(Seeded {
                id: team.id,
                roles: roles.iter().map(|role| role.id).collect(),
                members: Vec::new(),
            });
            rows.add(team).await?;
            // Roles refer to their teams.
            for role in roles {
                of_roles.push(role);
            }
        }
        rows.end().await?;
        of_roles.end().await?;
        Ok(made)
    }

    /// The second account owns the first team and belongs to all; a fifth of all accounts belong to
    /// the first team, and everybody to some other.
    async fn members(&self, people: &[(UserId, String)], teams: &mut [Seeded]) -> Result<()> {
        let mut rows = Batch::new(self, "members");
        let mut number = 0;
        let mut member = |team: &mut Seeded, user: UserId, role: usize| -> Result<_> {
            number += 1;
            let at = self.at(number);
            let role = team.roles.get(role).or(team.roles.first());
            let row = team_members::Model {
                id: self.ctx.ids.uuid(at)?,
                team_id: team.id,
                user_id: user.uuid(),
                role_id: RoleId::new(role.copied().unwrap_or_default()).uuid(),
                joined_at: at,
            };
            team.members.push((MemberId::new(row.id), user));
            Ok(row)
        };
        if let Some((everywhere, _)) = people.get(1) {
            for team in &mut *teams {
                rows.add(member(team, *everywhere, 0)?).await?;
            }
        }
        let others = people.iter().skip(2);
        if let Some(first) = teams.first_mut() {
            for (index, (user, _)) in others.clone().enumerate().step_by(5) {
                rows.add(member(first, *user, 1 + index % 4)?).await?;
            }
        }
        let small = teams.get_mut(1..).unwrap_or_default();
        let places = small.len().max(1);
        for (index, (user, _)) in others.enumerate() {
            if let Some(team) = small.get_mut(index % places) {
                rows.add(member(team, *user, 2)?).await?;
            }
        }
        rows.end().await
    }

    /// Some are archived, some have no owner, and some are shared: with members, and with the role that
    /// sees no others.
    async fn projects(&self, teams: &[Seeded], count: usize) -> Result<()> {
        let mut rows = Batch::new(self, "projects");
        let mut grants = Batch::new(self, "project grants");
        for (index, team) in teams.iter().enumerate() {
            let count = portion(count, teams.len(), index);
            for number in 0..count {
                let at = self.at(number);
                let updated_at = self.at(count + scattered(number));
                let project = project(number, self.ctx.ids.uuid(at)?, team, at, updated_at);
                for (member, role) in grantees(team, number) {
                    let id = self.ctx.ids.uuid(updated_at)?;
                    // Grants refer to their projects.
                    grants.push(grant(number, id, &project, member, role));
                }
                rows.add(project).await?;
            }
        }
        rows.end().await?;
        grants.end().await
    }

    async fn audit(&self, people: &[(UserId, String)], teams: &[Seeded], size: Size) -> Result<()> {
        let mut lines = Batch::new(self, "audit lines");
        let mut logs = Batch::new(self, "audit logs");
        for (index, team) in teams.iter().enumerate() {
            let count = portion(size.audit_lines, teams.len(), index).max(1);
            let authors = people.iter().cycle().skip(index % people.len().max(1));
            let mut log = Log::new(self, team.id);
            for (number, (user, name)) in authors.take(count).enumerate() {
                let author = Author::seeded(*user, name);
                let entry = entry(number, team.id, *user);
                lines.add(log.line(&author, entry)?).await?;
            }
            logs.add(log.last).await?;
        }
        let mut log = Log::new(self, PRODUCT);
        for (number, (user, name)) in people.iter().cycle().take(size.records).enumerate() {
            let author = Author::seeded(*user, name);
            let entry = product_entry(number, *user);
            lines.add(log.line(&author, entry)?).await?;
        }
        logs.add(log.last).await?;
        lines.end().await?;
        logs.end().await
    }
}

/// An audit log as far as it is written.
struct Log<'a> {
    seeding: &'a Seeding<'a>,
    last: audit_logs::Model,
}

impl<'a> Log<'a> {
    const fn new(seeding: &'a Seeding<'a>, team: Uuid) -> Self {
        let last = audit_logs::Model {
            team_id: team,
            seq: 0,
            hash: String::new(),
        };
        Self { seeding, last }
    }

    /// Its next line.
    fn line(&mut self, author: &Author, entry: Entry) -> Result<audit_events::Model> {
        let at = self
            .seeding
            .at(usize::try_from(self.last.seq).map_err(Error::internal)?);
        let id = self.seeding.ctx.ids.uuid(at)?;
        let line = audit::link(id, self.last.team_id, &self.last, author, entry, at)?;
        self.last.seq = line.seq;
        self.last.hash.clone_from(&line.hash);
        Ok(line)
    }
}
