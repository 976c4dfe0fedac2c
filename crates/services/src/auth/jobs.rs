//! The work of signing up that is done later.

use contract::admin::JobName;
use serde::{Deserialize, Serialize};

use super::{recovery, store, verify_email_mail};
use crate::{
    Ctx, Error, Result,
    ids::hash_token,
    jobs::{Handlers, Job, JobError},
    mails::{self, Mail},
};

/// Sends the confirmation mail of an address again.
#[derive(Deserialize, Serialize)]
pub(super) struct ResendVerificationMail {
    pub(super) email: String,
}

impl Job for ResendVerificationMail {
    const KIND: &'static str = JobName::ResendVerification.as_str();

    fn unique_key(&self) -> Option<String> {
        Some(self.email.clone())
    }
}

/// Adds this module's work to what a worker can do.
pub fn handlers(handlers: Handlers) -> Handlers {
    recovery::handlers(handlers).on(|ctx, job: ResendVerificationMail, _| async move {
        resend(&ctx, &job.email).await.map_err(JobError::from)
    })
}

/// Mails a new token for the one registration of the address.
///
/// With several registrations nobody can tell whose is whose. Mailing a token for any of them
/// could confirm a stranger's password, so the mail asks to sign up again instead.
async fn resend(ctx: &Ctx, email: &str) -> Result<()> {
    let now = ctx.clock.now();
    ctx.db
        .write(|tx| async move {
            let mut registrations = store::live_of(&*tx, email, now, 2).await?;
            let Some(registration) = registrations.pop() else {
                return Ok(());
            };
            let has_account = crate::users::find_by_email(&*tx, email).await?.is_some();
            if has_account {
                return Ok(());
            }
            let locale = registration.locale.parse().map_err(Error::internal)?;
            let mail = if registrations.is_empty() {
                let token = ctx.ids.token()?;
                let expires_at = now + ctx.settings.verification_ttl;
                store::set_token(&*tx, registration.id, hash_token(&token), expires_at).await?;
                verify_email_mail(ctx, registration.first_name, &token)
            } else {
                Mail::RegisterAgain {
                    url: format!("{}/register", ctx.settings.public_url),
                }
            };
            mails::send(ctx, &tx, email, locale, mail).await
        })
        .await
}
