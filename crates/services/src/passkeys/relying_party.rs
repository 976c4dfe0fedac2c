//! What `WebAuthn` calls the relying party: the product, by its origin.

use std::sync::Arc;

use contract::{UserId, users::User};
use serde::Serialize;
use serde_json::{Map, Value, json};
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        AuthenticationResult, CredentialID, DiscoverableAuthentication, Passkey,
        PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, WebauthnError,
        WebauthnResult,
    },
};

use crate::{Error, Result};

/// The name that browsers show beside the host's.
const NAME: &str = "Pilaster";

/// Asks for passkeys and checks the answers.
///
/// Challenges are random by the library, not by [`Ids`](crate::Ids): it lets nobody choose them.
#[derive(Clone, Debug)]
pub struct RelyingParty(Option<Arc<Webauthn>>);

impl RelyingParty {
    /// Prepares passkeys for a product at `public_url`.
    ///
    /// Passkeys belong to a host's name: at a bare address there are none.
    pub fn new(public_url: &str) -> Self {
        Self(build(public_url).map(Arc::new))
    }

    /// Asks for a new passkey of the user, kept where it can be found without their name.
    pub(super) fn begin_registration(
        &self,
        user: &User,
        known: Vec<CredentialID>,
    ) -> Result<(Value, PasskeyRegistration)> {
        let display_name = format!("{} {}", user.first_name, user.last_name);
        let (options, state) = self
            .webauthn()?
            .start_passkey_registration(user.id.uuid(), &user.email, &display_name, Some(known))
            .map_err(Error::internal)?;
        let mut options = public_key(&options)?;
        if let Some(Value::Object(selection)) = options.get_mut("authenticatorSelection") {
            // The library leaves it open; signing in without a name needs it.
            selection.insert("residentKey".to_owned(), json!("required"));
            selection.insert("requireResidentKey".to_owned(), json!(true));
        }
        Ok((Value::Object(options), state))
    }

    pub(super) fn finish_registration(
        &self,
        credential: &RegisterPublicKeyCredential,
        state: &PasskeyRegistration,
    ) -> Result<WebauthnResult<Passkey>> {
        Ok(self
            .webauthn()?
            .finish_passkey_registration(credential, state))
    }

    /// Asks for a passkey: one of `allowed`, or any if there are none.
    pub(super) fn begin_authentication(
        &self,
        allowed: &[String],
    ) -> Result<(Value, DiscoverableAuthentication)> {
        let (options, state) = self
            .webauthn()?
            .start_discoverable_authentication()
            .map_err(Error::internal)?;
        let mut options = public_key(&options)?;
        let allowed: Vec<Value> = allowed
            .iter()
            .map(|id| json!({ "type": "public-key", "id": id }))
            .collect();
        options.insert("allowCredentials".to_owned(), Value::Array(allowed));
        Ok((Value::Object(options), state))
    }

    /// Whom an answer names, if it names anybody.
    pub(super) fn identify(&self, assertion: &PublicKeyCredential) -> Result<Option<UserId>> {
        let named = self
            .webauthn()?
            .identify_discoverable_authentication(assertion);
        Ok(named.ok().map(|(user, _)| UserId::new(user)))
    }

    pub(super) fn finish_authentication(
        &self,
        assertion: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        passkey: &Passkey,
    ) -> Result<WebauthnResult<AuthenticationResult>> {
        Ok(self
            .webauthn()?
            .finish_discoverable_authentication_v2(assertion, state, passkey))
    }

    fn webauthn(&self) -> Result<&Webauthn> {
        self.0.as_deref().ok_or_else(|| {
            Error::Unavailable("passkeys need a public_url with a host's name".to_owned())
        })
    }
}

fn build(public_url: &str) -> Option<Webauthn> {
    let origin = Url::parse(public_url).ok()?;
    WebauthnBuilder::new(origin.domain()?, &origin)
        .and_then(|builder| builder.rp_name(NAME).build())
        .ok()
}

/// The part of the library's options that the browser's reader of JSON takes.
fn public_key(options: &impl Serialize) -> Result<Map<String, Value>> {
    let mut options = serde_json::to_value(options).map_err(Error::internal)?;
    match options.get_mut("publicKey").map(Value::take) {
        Some(Value::Object(options)) => Ok(options),
        _ => Err(Error::internal("the library's options have no public key")),
    }
}

/// Whether an answer was right but for a counter that went back: a copy of the passkey is in use.
pub(super) fn is_copy(error: &WebauthnError) -> bool {
    matches!(error, WebauthnError::CredentialPossibleCompromise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_address_has_no_passkeys() {
        for (url, has) in [
            ("https://app.example.com", true),
            ("http://localhost:3000", true),
            ("http://127.0.0.1:3000", false),
            ("http://[::1]:3000", false),
            ("nonsense", false),
        ] {
            let asked = RelyingParty::new(url).begin_authentication(&[]);
            assert_eq!(asked.is_ok(), has, "{url}");
        }
    }
}
