mod manage;
mod second_factor;
mod sign_in;

use contract::{
    passkeys::{Passkey, PasskeyAssertion, PasskeyCreate},
    path,
};
use http::StatusCode;
use serde_json::Value;
use testkit::{Answer, Authenticator, Client, PUBLIC_URL};

/// A device in a browser on the product.
pub(crate) fn new_device() -> Authenticator {
    Authenticator::new(PUBLIC_URL)
}

/// Begins a ceremony.
async fn ask(client: &Client, path: &str) -> Value {
    client.post_empty(path).await.with(StatusCode::OK).json()
}

/// Adds a passkey of the device.
pub(crate) async fn add(client: &Client, device: &mut Authenticator) -> Passkey {
    try_adding(client, device)
        .await
        .with(StatusCode::CREATED)
        .json()
}

async fn try_adding(client: &Client, device: &mut Authenticator) -> Answer {
    let options = ask(client, path::PASSKEY_CHALLENGE).await;
    let input = PasskeyCreate {
        name: " Laptop ".into(),
        credential: device.create(&options),
    };
    client.post(path::PASSKEYS, &input).await
}

/// Signs in with the device.
async fn sign_in(client: &Client, device: &mut Authenticator) -> Answer {
    let options = ask(client, path::PASSKEY_LOGIN_CHALLENGE).await;
    let input = PasskeyAssertion {
        credential: device.get(&options),
    };
    client.post(path::PASSKEY_LOGIN, &input).await
}
