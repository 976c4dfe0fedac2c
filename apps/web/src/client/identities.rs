//! What is asked of the API about the accounts elsewhere that are connected with the user's.

use contract::{
    oauth::{LinkStarted, ProviderId},
    path,
};

use super::{Call, Client, Result};

impl Client {
    /// Begins to connect the user's account at a provider.
    pub async fn link_identity(&self, provider: ProviderId) -> Result<LinkStarted> {
        let path = path::IDENTITY_LINK.replace("{provider}", provider.as_str());
        self.fetch(Call::post(path)).await
    }

    /// Disconnects the user's account at a provider.
    pub async fn unlink_identity(&self, provider: ProviderId) -> Result<()> {
        let path = path::IDENTITY.replace("{provider}", provider.as_str());
        self.run(Call::delete(path)).await
    }
}
