//! What the other lists show: where people are signed in, what happened to their accounts and what they
//! are told, who is invited and has signed up, and what staff see of mails and jobs.
//!
//! All of it is of the last days, so that no purge takes it away.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Locale, UserId,
    admin::{JobName, MailKind, MailStatus},
    announcements::{AnnouncementLevel, AnnouncementText, AnnouncementTexts},
    api_keys::{KEY_PREFIX, Scope},
    invitations::LIFE_DAYS,
    notifications::{NotificationData, NotificationKind},
    roles::TeamRole,
};
use db::entity::{
    announcements, api_keys, invitations, jobs, mail_log, notification_inboxes, notifications,
    registrations, security_events, sessions,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use uuid::Uuid;

use super::{Batch, Seeded, Seeding};
use crate::{
    Error, Result, api_keys::MAX_LIVE, audit::masked, ids::hash_token,
    security_events::SecurityEvent, seed::ADMIN_EMAIL,
};

const ADDRESS: &str = "192.0.2.7";
const USER_AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Which row is made, and when it came about.
#[derive(Clone, Copy)]
struct Place {
    number: usize,
    id: Uuid,
    at: DateTime<Utc>,
}

impl Place {
    /// A hash that no token has.
    fn hash(self) -> String {
        hash_token(&self.id.to_string())
    }

    /// Whose row it is: every fifth is the second account's.
    fn user(self, people: &[(UserId, String)]) -> Option<Uuid> {
        let place = if self.number.is_multiple_of(5) {
            1
        } else {
            self.number % people.len().max(1)
        };
        people.get(place).map(|(user, _)| user.uuid())
    }
}

impl Seeding<'_> {
    /// Writes `count` rows of each list, or as many as there may be.
    pub(super) async fn records(
        &self,
        people: &[(UserId, String)],
        teams: &[Seeded],
        count: usize,
    ) -> Result<()> {
        let second = TimeDelta::seconds(1);
        self.fill("sessions", count, second, |place| session(place, people))
            .await?;
        self.fill("security events", count, second, |place| {
            security_event(place, people)
        })
        .await?;
        let keys = usize::try_from(MAX_LIVE).map_err(Error::internal)?;
        self.fill("API keys", count.min(keys), second, |place| {
            api_key(place, people)
        })
        .await?;
        self.notifications(people, count).await?;
        self.fill("sign-ups", count, second, |place| {
            Some(registration(place, &self.password_hash))
        })
        .await?;
        self.fill("mails", count, second, |place| Some(mail(place)))
            .await?;
        self.fill("dead jobs", count, second, |place| Some(dead_job(place)))
            .await?;
        // Few are ever made.
        self.fill("announcements", count / 8, second, |place| {
            announcement(place, people)
        })
        .await?;
        // Half of them have run out.
        let of_each = i32::try_from(count.max(1)).map_err(Error::internal)?;
        let apart = TimeDelta::days(2 * LIFE_DAYS) / of_each;
        self.fill("invitations", count, apart, |place| {
            invitation(place, teams, self.end)
        })
        .await
    }

    /// Writes `count` rows, the last of them of now and each other one `apart` from the next.
    async fn fill<M, A>(
        &self,
        what: &'static str,
        count: usize,
        apart: TimeDelta,
        row: impl Fn(Place) -> Option<M> + Send + Sync,
    ) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        let mut rows = Batch::new(self, what);
        for number in 0..count {
            let left = i32::try_from(count - number).map_err(Error::internal)?;
            let at = self.end - apart * left;
            let id = self.ctx.ids.uuid(at)?;
            if let Some(row) = row(Place { number, id, at }) {
                rows.add(row).await?;
            }
        }
        rows.end().await
    }

    /// All of the second account, which has read most of them.
    async fn notifications(&self, people: &[(UserId, String)], count: usize) -> Result<()> {
        let Some((user, _)) = people.get(1) else {
            return Ok(());
        };
        let user = user.uuid();
        let mut inboxes = Batch::new(self, "inboxes");
        let seq = i64::try_from(count).map_err(Error::internal)?;
        inboxes
            .add(notification_inboxes::Model {
                user_id: user,
                seq,
                version: seq,
                changed_at: self.end,
                digested_at: None,
            })
            .await?;
        inboxes.end().await?;
        let data = NotificationData {
            team: Some("Team 0".to_owned()),
            slug: Some("team-0".to_owned()),
            actor: people.first().map(|(_, name)| name.clone()),
            ..NotificationData::default()
        };
        let data = serde_json::to_string(&data).map_err(Error::internal)?;
        self.fill(
            "notifications",
            count,
            TimeDelta::seconds(1),
            |Place { number, id, at }| {
                Some(notifications::Model {
                    id,
                    user_id: user,
                    seq: i64::try_from(number + 1).ok()?,
                    cause: id,
                    team_id: None,
                    kind: NotificationKind::MemberJoined.as_str().to_owned(),
                    data: data.clone(),
                    in_app: true,
                    mail_due: None,
                    read_at: (!number.is_multiple_of(3)).then_some(at),
                    created_at: at,
                })
            },
        )
        .await
    }
}

fn session(place: Place, people: &[(UserId, String)]) -> Option<sessions::Model> {
    Some(sessions::Model {
        id: place.id,
        user_id: place.user(people)?,
        user_agent: USER_AGENT.to_owned(),
        address: ADDRESS.to_owned(),
        created_at: place.at,
        last_seen_at: place.at,
        proved_at: None,
        expires_at: place.at + TimeDelta::days(30),
        ended_at: None,
        end_reason: None,
        impersonator_id: None,
        impersonator_session_id: None,
    })
}

fn security_event(place: Place, people: &[(UserId, String)]) -> Option<security_events::Model> {
    let event = match place.number {
        number if number % 100 == 99 => SecurityEvent::PasswordChanged,
        number if number % 10 == 9 => SecurityEvent::SignInFailed,
        _ => SecurityEvent::SignedIn,
    };
    Some(security_events::Model {
        id: place.id,
        user_id: place.user(people)?,
        session_id: None,
        kind: event.as_str().to_owned(),
        address: ADDRESS.to_owned(),
        user_agent: USER_AGENT.to_owned(),
        created_at: place.at,
    })
}

/// All of the second account.
fn api_key(place: Place, people: &[(UserId, String)]) -> Option<api_keys::Model> {
    let (user, _) = people.get(1)?;
    Some(api_keys::Model {
        id: place.id,
        user_id: user.uuid(),
        name: format!("Program {}", place.number),
        prefix: format!("{KEY_PREFIX}{:08}", place.number),
        key_hash: place.hash(),
        scopes: Scope::ALL.first()?.as_str().to_owned(),
        created_at: place.at,
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
        replaced_by: None,
    })
}

fn registration(place: Place, password_hash: &str) -> registrations::Model {
    registrations::Model {
        id: place.id,
        email: format!("newcomer{:07}@example.com", place.number),
        password_hash: password_hash.to_owned(),
        first_name: "New".to_owned(),
        last_name: format!("Comer {}", place.number),
        locale: Locale::En.to_string(),
        token_hash: place.hash(),
        expires_at: place.at + TimeDelta::days(1),
        created_at: place.at,
    }
}

/// One in twenty could not be sent.
fn mail(place: Place) -> mail_log::Model {
    let is_failed = place.number % 20 == 19;
    let kind = MailKind::ALL.get(place.number % MailKind::ALL.len());
    let status = if is_failed {
        MailStatus::Failed
    } else {
        MailStatus::Sent
    };
    mail_log::Model {
        id: place.id,
        kind: kind.map(MailKind::to_string).unwrap_or_default(),
        recipient: masked(ADMIN_EMAIL),
        status: status.as_str().to_owned(),
        attempts: if is_failed { 12 } else { 1 },
        cause: is_failed.then(|| "connection refused".to_owned()),
        queued_at: place.at,
        ended_at: place.at,
    }
}

/// Of kinds that could be queued again.
fn dead_job(place: Place) -> jobs::Model {
    let kind = if place.number.is_multiple_of(4) {
        JobName::Digest
    } else {
        JobName::Purge
    };
    jobs::Model {
        id: place.id,
        kind: kind.as_str().to_owned(),
        payload: "null".to_owned(),
        priority: 0,
        unique_key: Some(String::new()),
        status: "dead".to_owned(),
        attempts: 3,
        max_attempts: 3,
        run_at: place.at,
        lease_token: None,
        lease_until: None,
        last_error: Some("the database was away".to_owned()),
        created_at: place.at,
        updated_at: place.at,
    }
}

/// One that is over.
fn announcement(place: Place, people: &[(UserId, String)]) -> Option<announcements::Model> {
    let (author, _) = people.first()?;
    let texts = AnnouncementTexts {
        en: AnnouncementText {
            title: format!("Maintenance {}", place.number),
            text: "Pilaster is away for some minutes.".to_owned(),
        },
        ar: None,
    };
    Some(announcements::Model {
        id: place.id,
        level: AnnouncementLevel::Info.as_str().to_owned(),
        texts: serde_json::to_string(&texts).ok()?,
        starts_at: place.at,
        ends_at: Some(place.at + TimeDelta::milliseconds(500)),
        created_by: Some(author.uuid()),
        version: 1,
        created_at: place.at,
        updated_at: place.at,
    })
}

/// A fifth of those that have run out are into the first team, and fewer of those that wait, of which no
/// team may have many.
fn invitation(place: Place, teams: &[Seeded], now: DateTime<Utc>) -> Option<invitations::Model> {
    let expires_at = place.at + TimeDelta::days(LIFE_DAYS);
    let of_first = if expires_at > now { 100 } else { 5 };
    let team = if place.number.is_multiple_of(of_first) {
        teams.first()?
    } else {
        teams.get(place.number % teams.len().max(1))?
    };
    let (_, sender) = team.member(0)?;
    Some(invitations::Model {
        id: place.id,
        team_id: team.id,
        email: format!("guest{:07}@example.com", place.number),
        role_id: team.role(TeamRole::Member)?,
        sender_id: sender.uuid(),
        token_hash: place.hash(),
        outcome: None,
        ended_at: None,
        expires_at,
        created_at: place.at,
    })
}
