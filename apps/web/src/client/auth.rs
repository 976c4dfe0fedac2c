//! Signing up and in: what is asked of the API by who has no session yet.

use contract::{
    auth::{
        ForgotPassword, Login, Register, Registered, ResendVerification, ResetPassword, Unlock,
        VerifyEmail,
    },
    mfa::LoginAnswer,
    path,
};

use super::{Call, Client, Result};

impl Client {
    /// Signs up; the answer is alike for every address.
    pub async fn register(&self, input: &Register) -> Result<Registered> {
        self.fetch(Call::post(path::REGISTER).with(input)?).await
    }

    /// Confirms an address with the token of a mail.
    pub async fn verify_email(&self, input: &VerifyEmail) -> Result<()> {
        self.run(Call::post(path::VERIFY_EMAIL).with(input)?).await
    }

    /// Has the confirmation mail sent again.
    pub async fn resend_verification(&self, input: &ResendVerification) -> Result<()> {
        self.run(Call::post(path::RESEND_VERIFICATION).with(input)?)
            .await
    }

    /// Has a link to choose a new password mailed; the answer is alike for every address.
    pub async fn forgot_password(&self, input: &ForgotPassword) -> Result<()> {
        self.run(Call::post(path::FORGOT_PASSWORD).with(input)?)
            .await
    }

    /// Chooses a new password with the token of a mail, and ends all sessions.
    pub async fn reset_password(&self, input: &ResetPassword) -> Result<()> {
        self.run(Call::post(path::RESET_PASSWORD).with(input)?)
            .await
    }

    /// Unlocks an account with the token of a mail.
    pub async fn unlock(&self, input: &Unlock) -> Result<()> {
        self.run(Call::post(path::UNLOCK).with(input)?).await
    }

    /// Signs in, or begins to.
    pub async fn login(&self, input: &Login) -> Result<LoginAnswer> {
        self.fetch(Call::post(path::LOGIN).with(input)?).await
    }
}
