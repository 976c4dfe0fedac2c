//! A large database, to see that what grows with it is not the work for a page of a list.
//!
//! Everything is written in transactions of some thousand rows; audit logs are real ones, whose
//! chains verify.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{Locale, RoleId, TeamId, Theme, UserId, roles::TeamRole};
use db::entity::{audit_logs, roles, team_members, teams, totps, users};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable};
use uuid::Uuid;

use crate::{
    Ctx, Result,
    audit::{self, Author, Entry, Facts},
    roles::built_in_row,
    seed::{ADMIN_EMAIL, PASSWORD, USER_EMAIL},
    users as accounts,
};

/// How many values one statement may hold, on either database.
const VALUES: usize = 30_000;
/// How many rows one transaction holds.
const ROWS: usize = 20_000;

/// How much is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Accounts, the two with known addresses among them.
    pub users: usize,
    /// Teams. One of the accounts belongs to all of them, and a fifth of the accounts to the first.
    pub teams: usize,
    /// Lines of audit logs, a fifth of them in that of the first team.
    pub audit_lines: usize,
}

impl Size {
    /// What lists are measured with.
    pub const LARGE: Self = Self {
        users: 100_000,
        teams: 10_000,
        audit_lines: 1_000_000,
    };
}

/// What is told while it is written: what, and how many there are so far.
pub type Progress<'a> = &'a (dyn Fn(&str, usize) + Send + Sync);

/// Writes a large database and answers whether it did: one that has users is left alone.
pub async fn write(ctx: &Ctx, size: Size, progress: Progress<'_>) -> Result<bool> {
    if accounts::any(ctx.db.read()).await? {
        return Ok(false);
    }
    let seeding = Seeding {
        ctx,
        progress,
        // All of it is older than what people do next.
        start: ctx.clock.now() - TimeDelta::days(365),
    };
    let people = seeding.users(size.users).await?;
    let teams = seeding.teams(size.teams).await?;
    seeding.members(&people, &teams).await?;
    seeding.audit(&people, &teams, size.audit_lines).await?;
    Ok(true)
}

struct Seeding<'a> {
    ctx: &'a Ctx,
    progress: Progress<'a>,
    start: DateTime<Utc>,
}

/// A team, with its roles in the order of [`TeamRole::ALL`].
struct Seeded {
    id: Uuid,
    roles: Vec<Uuid>,
}

impl Seeding<'_> {
    /// A time of its own for each row.
    fn at(&self, number: usize) -> DateTime<Utc> {
        self.start + TimeDelta::seconds(i64::try_from(number).unwrap_or_default())
    }

    async fn users(&self, count: usize) -> Result<Vec<(UserId, String)>> {
        let password = PASSWORD.to_owned();
        let hash = self
            .ctx
            .passwords
            .hash_new("password", password, Vec::new());
        let hash = hash.await?;
        let mut people = Vec::with_capacity(count);
        let mut rows = Batch::new(self, "users");
        for number in 0..count {
            let at = self.at(number);
            let row = user(number, self.ctx.ids.uuid(at)?, &hash, at);
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
            });
            rows.add(team).await?;
            // Roles refer to their teams.
            for role in roles {
                of_roles.rows.push(role);
            }
        }
        rows.end().await?;
        of_roles.end().await?;
        Ok(made)
    }

    /// The second account owns the first team and belongs to all; a fifth of all accounts belong to
    /// the first team, and everybody to some other.
    async fn members(&self, people: &[(UserId, String)], teams: &[Seeded]) -> Result<()> {
        let mut rows = Batch::new(self, "members");
        let mut number = 0;
        let mut member = |team: &Seeded, user: UserId, role: usize| -> Result<_> {
            number += 1;
            let at = self.at(number);
            let role = team.roles.get(role).or(team.roles.first());
            Ok(team_members::Model {
                id: self.ctx.ids.uuid(at)?,
                team_id: team.id,
                user_id: user.uuid(),
                role_id: RoleId::new(role.copied().unwrap_or_default()).uuid(),
                joined_at: at,
            })
        };
        if let Some((everywhere, _)) = people.get(1) {
            for team in teams {
                rows.add(member(team, *everywhere, 0)?).await?;
            }
        }
        let others = people.iter().skip(2);
        if let Some(first) = teams.first() {
            for (index, (user, _)) in others.clone().enumerate().step_by(5) {
                rows.add(member(first, *user, 1 + index % 4)?).await?;
            }
        }
        let small = teams.get(1..).unwrap_or_default();
        for ((user, _), team) in others.zip(small.iter().cycle()) {
            rows.add(member(team, *user, 2)?).await?;
        }
        rows.end().await
    }

    async fn audit(
        &self,
        people: &[(UserId, String)],
        teams: &[Seeded],
        count: usize,
    ) -> Result<()> {
        let mut lines = Batch::new(self, "audit lines");
        let mut logs = Batch::new(self, "audit logs");
        let first = count / 5;
        let each = (count - first) / teams.len().saturating_sub(1).max(1);
        for (index, team) in teams.iter().enumerate() {
            let count = if index == 0 { first } else { each }.max(1);
            let mut last = audit_logs::Model {
                team_id: team.id,
                seq: 0,
                hash: String::new(),
            };
            for number in 0..count {
                let at = self.at(number);
                let person = people.get((index + number) % people.len().max(1));
                let Some((user, name)) = person else {
                    break;
                };
                let author = Author::seeded(*user, name);
                let id = self.ctx.ids.uuid(at)?;
                let entry = entry(number, team.id, *user);
                let line = audit::link(id, team.id, &last, &author, entry, at)?;
                last.seq = line.seq;
                last.hash.clone_from(&line.hash);
                lines.add(line).await?;
            }
            logs.add(last).await?;
        }
        lines.end().await?;
        logs.end().await
    }
}

/// Rows that are written together.
struct Batch<'a, M> {
    seeding: &'a Seeding<'a>,
    what: &'static str,
    rows: Vec<M>,
    written: usize,
}

impl<'a, M> Batch<'a, M> {
    const fn new(seeding: &'a Seeding<'a>, what: &'static str) -> Self {
        Self {
            seeding,
            what,
            rows: Vec::new(),
            written: 0,
        }
    }

    async fn add<A>(&mut self, row: M) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        self.rows.push(row);
        if self.rows.len() < ROWS {
            return Ok(());
        }
        self.flush().await
    }

    async fn end<A>(mut self) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        self.flush().await
    }

    async fn flush<A>(&mut self) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        let rows = std::mem::take(&mut self.rows);
        let columns = <A::Entity as EntityTrait>::Column::iter().count();
        let size = VALUES / columns.max(1);
        self.seeding
            .ctx
            .db
            .write(|tx| {
                let rows = &rows;
                async move {
                    let all = tx.across_teams().await?;
                    for chunk in rows.chunks(size) {
                        let chunk = chunk
                            .iter()
                            .map(|row| row.clone().into_active_model().reset_all());
                        <A::Entity as EntityTrait>::insert_many(chunk)
                            .exec_without_returning(&*all)
                            .await?;
                    }
                    Ok::<_, crate::Error>(())
                }
            })
            .await?;
        self.written += rows.len();
        (self.seeding.progress)(self.what, self.written);
        Ok(())
    }
}

fn user(number: usize, id: Uuid, password_hash: &str, at: DateTime<Utc>) -> users::Model {
    const FIRST: [&str; 8] = [
        "Ada",
        "Barbara",
        "Edsger",
        "Grace",
        "Hedy",
        "Katherine",
        "Niklaus",
        "Radia",
    ];
    const LAST: [&str; 7] = [
        "Allen", "Dijkstra", "Hopper", "Johnson", "Liskov", "Perlman", "Wirth",
    ];
    let (email, first_name, last_name) = match number {
        0 => (ADMIN_EMAIL.to_owned(), "Alex", "Admin".to_owned()),
        1 => (USER_EMAIL.to_owned(), "Ada", "Lovelace".to_owned()),
        _ => (
            format!("person{number:07}@example.com"),
            pick(&FIRST, number),
            format!("{} {number}", pick(&LAST, number)),
        ),
    };
    users::Model {
        id,
        email,
        password_hash: Some(password_hash.to_owned()),
        name_key: format!("{first_name} {last_name}").to_lowercase(),
        last_name_key: last_name.to_lowercase(),
        first_name: first_name.to_owned(),
        last_name,
        // A few have left.
        is_active: number % 50 != 49,
        is_superuser: number == 0,
        locale: Locale::En.to_string(),
        theme: Theme::default().to_string(),
        time_zone: "UTC".to_owned(),
        team_id: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

/// One word after the other, again and again.
fn pick(words: &[&'static str], number: usize) -> &'static str {
    let place = number % words.len().max(1);
    words.get(place).copied().unwrap_or_default()
}

fn team(number: usize, id: Uuid, at: DateTime<Utc>) -> teams::Model {
    teams::Model {
        id,
        slug: format!("team-{number}"),
        name: format!("Team {number}"),
        name_key: format!("team {number}"),
        mfa_required_from: None,
        delete_at: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

/// What a line tells: mostly of members, sometimes of roles, rarely of the team.
fn entry(number: usize, team: Uuid, user: UserId) -> Entry {
    match number {
        0 => Entry::new("teams.create", "team", team),
        _ if number % 10_000 == 9_999 => Entry::new("teams.update", "team", team)
            .before(Facts::new().open("name", "Before"))
            .after(Facts::new().open("name", "After")),
        _ if number % 100 == 99 => Entry::new("roles.create", "role", TeamId::new(team).uuid()),
        _ => Entry::new("members.update", "member", user.uuid())
            .before(Facts::new().open("role", "member"))
            .after(Facts::new().open("role", "viewer")),
    }
}
