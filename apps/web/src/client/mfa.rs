//! What is asked of the API about second factors, and about proving anew who one is.

use contract::{
    DeviceId,
    mfa::{
        LoginAnswer, RecoveryCodeAnswer, RecoveryCodes, StepUp, TotpAnswer, TotpConfirm, TotpSetup,
    },
    passkeys::PasskeyChallenge,
    path,
};

use super::{Call, Client, Result, ask::with_id};

impl Client {
    /// Completes signing in with the code of an authenticator app.
    pub async fn answer_totp(&self, input: &TotpAnswer) -> Result<LoginAnswer> {
        self.fetch(Call::post(path::MFA_TOTP).with(input)?).await
    }

    /// Completes signing in with a recovery code.
    pub async fn answer_recovery_code(&self, input: &RecoveryCodeAnswer) -> Result<LoginAnswer> {
        self.fetch(Call::post(path::MFA_RECOVERY_CODE).with(input)?)
            .await
    }

    /// Asks for a passkey to prove anew who the signed-in user is.
    pub async fn begin_passkey_step_up(&self) -> Result<PasskeyChallenge> {
        self.fetch(Call::post(path::STEP_UP_PASSKEY_CHALLENGE))
            .await
    }

    /// Proves anew who the signed-in user is.
    pub async fn step_up(&self, input: &StepUp) -> Result<()> {
        self.run(Call::post(path::STEP_UP).with(input)?).await
    }

    /// Makes a secret for an authenticator app.
    pub async fn set_up_totp(&self) -> Result<TotpSetup> {
        self.fetch(Call::post(path::MFA_TOTP_SETUP)).await
    }

    /// Confirms the authenticator app.
    pub async fn confirm_totp(&self, input: &TotpConfirm) -> Result<RecoveryCodes> {
        self.fetch(Call::post(path::MFA_TOTP_CONFIRM).with(input)?)
            .await
    }

    /// Removes the authenticator app.
    pub async fn remove_totp(&self) -> Result<()> {
        self.run(Call::delete(path::MFA_TOTP)).await
    }

    /// Makes new recovery codes.
    pub async fn renew_recovery_codes(&self) -> Result<RecoveryCodes> {
        self.fetch(Call::post(path::MFA_RECOVERY_CODES)).await
    }

    /// Trusts a browser no more.
    pub async fn untrust_device(&self, id: DeviceId) -> Result<()> {
        let path = with_id(path::MFA_DEVICE, id);
        self.run(Call::delete(path)).await
    }
}
