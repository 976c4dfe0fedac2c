//! Whether the outside world that the product depends on works.

use crate::Ctx;

/// Whether the database answers, can be written to and has the schema of this version.
pub async fn database(ctx: &Ctx) -> bool {
    if let Err(error) = ctx.db.check_writable().await {
        tracing::warn!(%error, "the database is not ready");
        return false;
    }
    match db::migration::status(&ctx.db).await {
        Ok(steps) => steps.iter().all(|step| step.applied),
        Err(error) => {
            tracing::warn!(%error, "the database is not ready");
            false
        }
    }
}

/// Whether Redis answers, if the limits are to be counted there. They are kept without it too.
pub async fn redis(ctx: &Ctx) -> Option<bool> {
    ctx.limits.is_shared().await
}
