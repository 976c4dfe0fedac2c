//! Making an archive.

use std::time::Duration;

use contract::{
    ExportId, UserId,
    admin::JobName,
    api_keys::ApiKey,
    identities::Identity,
    mfa::MfaStatus,
    notifications::{Notification, NotificationKind},
    passkeys::Passkey,
    security_events::SecurityEvent,
    sessions::Session,
    teams::Team,
    users::User,
};
use serde::{Deserialize, Serialize};

use super::store;
use crate::{
    Ctx, Error, Result,
    account::email::{self, KeptChange},
    api_keys,
    devices::{self, KnownDevice},
    identities,
    jobs::{Handlers, Job, JobError},
    mails::{self, Mail},
    mfa,
    notifications::{self, Notice},
    passkeys,
    projects::{self, OwnedProject},
    security_events, sessions, teams, users,
};

/// Makes an archive of what is kept of somebody.
#[derive(Deserialize, Serialize)]
pub(super) struct MakeExport {
    pub(super) export: ExportId,
}

impl Job for MakeExport {
    const KIND: &'static str = JobName::MakeExport.as_str();
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn unique_key(&self) -> Option<String> {
        Some(self.export.to_string())
    }
}

/// What is in an archive, in the form in which the API shows it, where it does.
///
/// A feature that keeps something of people adds it here.
#[derive(Serialize)]
struct Content {
    account: User,
    email_changes: Vec<KeptChange>,
    sessions: Vec<Session>,
    devices: Vec<KnownDevice>,
    second_factor: MfaStatus,
    passkeys: Vec<Passkey>,
    identities: Vec<Identity>,
    api_keys: Vec<ApiKey>,
    /// With their role in each.
    teams: Vec<Team>,
    /// Those that they own.
    projects: Vec<OwnedProject>,
    security_events: Vec<SecurityEvent>,
    notifications: Vec<Notification>,
}

/// Adds this module's work to what a worker can do.
pub fn handlers(handlers: Handlers) -> Handlers {
    handlers.on(|ctx, job: MakeExport, _| async move {
        make(&ctx, job.export).await.map_err(JobError::from)
    })
}

async fn make(ctx: &Ctx, id: ExportId) -> Result<()> {
    // Its owner may be gone by now, or its time over.
    let Some(owner) = store::find_pending(ctx.db.read(), id).await? else {
        return Ok(());
    };
    let content = collect(ctx, owner).await?;
    let content = serde_json::to_string_pretty(&content).map_err(Error::internal)?;
    ctx.db
        .write(|tx| {
            let content = content.clone();
            async move {
                // Another attempt may have been faster, and has told them.
                if !store::fill(&*tx, id, content).await? {
                    return Ok(());
                }
                let user = users::load(&*tx, owner).await?;
                let notice = Notice::new(NotificationKind::ExportReady);
                notifications::notify(ctx, &tx, owner, &notice).await?;
                let mail = Mail::ExportReady {
                    first_name: user.first_name,
                    url: format!("{}/settings/account", ctx.settings.public_url),
                };
                mails::send(ctx, &tx, &user.email, user.locale, mail).await
            }
        })
        .await
}

async fn collect(ctx: &Ctx, user: UserId) -> Result<Content> {
    Ok(Content {
        account: users::load(ctx.db.read(), user).await?,
        email_changes: email::all_of(ctx, user).await?,
        sessions: sessions::all_of(ctx, user).await?,
        devices: devices::all_of(ctx, user).await?,
        second_factor: mfa::status_of(ctx, user).await?,
        passkeys: passkeys::all_of(ctx, user).await?,
        identities: identities::all_of(ctx, user).await?,
        api_keys: api_keys::all_of(ctx, user).await?,
        teams: teams::all_of(ctx, user).await?,
        projects: projects::owned_by(ctx, user).await?,
        security_events: security_events::all_of(ctx, user).await?,
        notifications: notifications::all_of(ctx, user).await?,
    })
}
