//! What is asked of the API about the API keys of the user.

use contract::{
    ApiKeyId,
    api_keys::{CreateApiKey, NewApiKey, RotateApiKey},
    path,
};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Makes an API key; the answer is the only one that holds it.
    pub async fn create_api_key(&self, input: &CreateApiKey) -> Result<NewApiKey> {
        self.fetch(Call::post(path::API_KEYS).with(input)?).await
    }

    /// Replaces an API key by another one; the answer is the only one that holds it.
    pub async fn rotate_api_key(&self, id: ApiKeyId, input: &RotateApiKey) -> Result<NewApiKey> {
        let path = with_id(path::ROTATE_API_KEY, id);
        self.fetch(Call::post(path).with(input)?).await
    }

    /// Revokes an API key.
    pub async fn revoke_api_key(&self, id: ApiKeyId) -> Result<()> {
        let path = with_id(path::API_KEY, id);
        self.run(Call::delete(path)).await
    }
}
