//! What is asked of the API about the passkeys of the user.

use contract::{
    PasskeyId,
    passkeys::{Passkey, PasskeyChallenge, PasskeyCreate, PasskeyUpdate},
    path,
};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Begins to add a passkey.
    pub async fn begin_adding_passkey(&self) -> Result<PasskeyChallenge> {
        self.fetch(Call::post(path::PASSKEY_CHALLENGE)).await
    }

    /// Adds a passkey that the browser has made.
    pub async fn add_passkey(&self, input: &PasskeyCreate) -> Result<Passkey> {
        self.fetch(Call::post(path::PASSKEYS).with(input)?).await
    }

    /// Renames one of the user's passkeys.
    pub async fn rename_passkey(&self, id: PasskeyId, input: &PasskeyUpdate) -> Result<Passkey> {
        let call = Call::patch(with_id(path::PASSKEY, id), None);
        self.fetch(call.with(input)?).await
    }

    /// Removes one of the user's passkeys.
    pub async fn remove_passkey(&self, id: PasskeyId) -> Result<()> {
        let path = with_id(path::PASSKEY, id);
        self.run(Call::delete(path)).await
    }
}
