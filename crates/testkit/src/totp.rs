//! An authenticator app.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret};

/// An authenticator app that was given a secret.
pub struct Totp(totp_rs::Totp);

impl Totp {
    /// Takes the secret in base32.
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).expect("the secret is base32");
        let totp = Builder::new().with_secret(secret).build();
        Self(totp.expect("the secret is long enough"))
    }

    /// The code that it shows at a time.
    ///
    /// # Panics
    ///
    /// Before 1970.
    pub fn code(&self, at: DateTime<Utc>) -> String {
        let seconds = u64::try_from(at.timestamp()).expect("the time is after 1970");
        self.0.generate(seconds).to_string()
    }
}
