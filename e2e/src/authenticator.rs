use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::Browser;

/// A device of the browser's that keeps passkeys and knows its owner.
pub struct Authenticator {
    id: String,
}

impl Browser {
    /// Plugs in a device. It answers whatever it is asked, at once.
    pub async fn add_authenticator(&self) -> Result<Authenticator> {
        self.webauthn("enable", json!({})).await?;
        let options = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
        });
        let added = self
            .webauthn("addVirtualAuthenticator", json!({ "options": options }))
            .await?;
        let id = added.get("authenticatorId").and_then(Value::as_str);
        let id = id.context("the device has an id")?;
        Ok(Authenticator { id: id.to_owned() })
    }

    /// Makes the browser one that fills no passkeys into forms: its device would answer before anybody
    /// could press a button.
    pub async fn without_autofill(&self) -> Result<()> {
        let script = "delete PublicKeyCredential.isConditionalMediationAvailable;";
        let cdp = self.driver.cdp();
        let source = json!({ "source": script });
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        Ok(())
    }

    /// Has the device answer at once, or wait for a touch that does not come.
    pub async fn set_touched(&self, device: &Authenticator, is_touched: bool) -> Result<()> {
        let options = json!({ "authenticatorId": device.id, "enabled": is_touched });
        self.webauthn("setAutomaticPresenceSimulation", options)
            .await
            .map(drop)
    }

    /// The passkeys that the device keeps.
    pub async fn kept_passkeys(&self, device: &Authenticator) -> Result<Vec<Value>> {
        let kept = self
            .webauthn("getCredentials", json!({ "authenticatorId": device.id }))
            .await?;
        let kept = kept.get("credentials").and_then(Value::as_array);
        kept.cloned().context("the device tells what it keeps")
    }

    /// Puts the device's counters back to the start, as in a copy that was made before.
    pub async fn turn_back(&self, device: &Authenticator) -> Result<()> {
        for mut passkey in self.kept_passkeys(device).await? {
            let removed = json!({
                "authenticatorId": device.id,
                "credentialId": passkey.get("credentialId"),
            });
            self.webauthn("removeCredential", removed).await?;
            if let Some(passkey) = passkey.as_object_mut() {
                passkey.insert("signCount".to_owned(), json!(0));
            }
            let added = json!({ "authenticatorId": device.id, "credential": passkey });
            self.webauthn("addCredential", added).await?;
        }
        Ok(())
    }

    async fn webauthn(&self, method: &str, parameters: Value) -> Result<Value> {
        let cdp = self.driver.cdp();
        let method = format!("WebAuthn.{method}");
        Ok(cdp.send_raw(&method, parameters).await?)
    }
}
