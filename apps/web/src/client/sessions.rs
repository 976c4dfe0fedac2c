//! What is asked of the API about the sessions of the user.

use contract::{SessionId, path};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Exchanges the refresh token.
    pub async fn refresh(&self) -> Result<()> {
        self.run(Call::post(path::REFRESH)).await
    }

    /// Signs out.
    pub async fn logout(&self) -> Result<()> {
        self.run(Call::post(path::LOGOUT)).await
    }

    /// Ends one of the user's sessions.
    pub async fn end_session(&self, id: SessionId) -> Result<()> {
        let path = with_id(path::SESSION, id);
        self.run(Call::delete(path)).await
    }

    /// Ends all sessions of the user but this one.
    pub async fn end_other_sessions(&self) -> Result<()> {
        self.run(Call::delete(path::SESSIONS)).await
    }
}
