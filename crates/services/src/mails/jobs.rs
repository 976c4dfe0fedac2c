use std::{sync::Arc, time::Duration};

use contract::{Locale, admin::JobName};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx,
    jobs::{Handlers, Job, JobError, JobInfo},
    mails::{Mail, SendError, Transport, log, message},
};

/// Words a mail and sends it.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendMail {
    /// The reader's address.
    pub to: String,
    /// The reader's language.
    pub locale: Locale,
    /// The mail.
    pub mail: Mail,
}

impl Job for SendMail {
    const KIND: &'static str = JobName::SendMail.as_str();
    // About eight hours: mail servers are away for longer than other things.
    const MAX_ATTEMPTS: i32 = 18;
    // People wait for mails.
    const PRIORITY: i32 = 10;
    const TIMEOUT: Duration = Duration::from_mins(2);
}

/// Adds what mails need of a worker: they leave through `transport`.
pub fn handlers(handlers: Handlers, transport: Arc<dyn Transport>) -> Handlers {
    let handlers = handlers.on(move |ctx: Ctx, job: SendMail, info: JobInfo| {
        let transport = Arc::clone(&transport);
        async move {
            let outgoing = message::compose(&ctx.settings, &job, info)?;
            transport.send(outgoing).await.map_err(|error| match error {
                SendError::Later(reason) => JobError::Retry(reason),
                SendError::Refused(reason) => JobError::Permanent(reason),
            })
        }
    });
    handlers.on_end(|ctx, tx, job: SendMail, info, end| async move {
        log::write(&ctx, &tx, &job, info, end).await
    })
}
