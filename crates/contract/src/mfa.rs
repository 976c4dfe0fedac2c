//! The second factor: what somebody proves beside a password.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{DeviceId, sessions::Device, time, users::User, validation};

/// The number of recovery codes that are made at a time.
pub const RECOVERY_CODES: usize = 10;

/// A way to prove oneself after the first factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MfaMethod {
    /// The code of an authenticator app.
    Totp,
    /// One of the codes that were noted when the app was set up.
    RecoveryCode,
    /// A passkey.
    Passkey,
}

/// The answer to a first factor: whether it was enough.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum LoginAnswer {
    /// A second factor is asked for. There is no session yet.
    MfaRequired(MfaRequired),
    /// Signed in: the session is in the cookies.
    User(Box<User>),
}

/// A second factor is asked for; a cookie names the challenge for ten minutes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MfaRequired {
    /// Always `true`.
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub mfa_required: bool,
    /// What would be accepted.
    #[cfg_attr(feature = "openapi", schema(example = json!(["totp", "recovery_code"])))]
    pub methods: Vec<MfaMethod>,
}

/// What an account has beside its first factor.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MfaStatus {
    /// Since when codes of an authenticator app are asked for; `null` if they are not.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize_optional")]
    pub totp_since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    #[cfg_attr(feature = "openapi", schema(example = 10))]
    pub recovery_codes: u64,
}

/// A secret for an authenticator app, which counts once a code of it was confirmed.
#[derive(Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpSetup {
    /// The secret in base32, to be typed where nothing can be scanned.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    )]
    pub secret: String,
    /// The same as an address that authenticator apps understand.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "otpauth://totp/Pilaster:ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Pilaster"
        )
    )]
    pub otpauth_url: String,
    /// The same as a QR code to scan: an SVG image, dark on white.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>")
    )]
    pub qr_svg: String,
}

/// Confirm an authenticator app by a code of it.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TotpConfirm {
    /// The six digits that the app shows.
    #[garde(custom(validation::totp_code))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "492039", min_length = 6, max_length = 16)
    )]
    pub code: String,
}

/// Complete signing in with the code of an authenticator app.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TotpAnswer {
    /// The six digits that the app shows. Each code is accepted once.
    #[garde(custom(validation::totp_code))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "492039", min_length = 6, max_length = 16)
    )]
    pub code: String,
    /// Whether this browser is asked for no second factor for 30 days.
    #[garde(skip)]
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub trust_device: bool,
}

/// Complete signing in with a recovery code.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryCodeAnswer {
    /// A recovery code. Each is accepted once.
    #[garde(custom(validation::recovery_code))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "K7QD-2MXA-PL5W-9RTB", min_length = 1, max_length = 64)
    )]
    pub code: String,
}

/// New recovery codes, which are shown only once.
#[derive(Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// Ten codes; those from before work no more.
    #[cfg_attr(feature = "openapi", schema(example = json!(["K7QD-2MXA-PL5W-9RTB"])))]
    pub recovery_codes: Vec<String>,
}

/// A way to prove anew who one is, before a sensitive action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepUpMethod {
    /// The password.
    Password,
    /// The code of the authenticator app.
    Totp,
    /// A passkey.
    Passkey,
    /// Signing out and in again.
    SignIn,
}

/// Prove anew who one is.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum StepUp {
    /// By the password, unless there is a second factor.
    Password {
        /// The account's password.
        #[garde(custom(validation::existing_password))]
        #[cfg_attr(
            feature = "openapi",
            schema(
                example = "correct-horse-battery-staple",
                format = "password",
                min_length = 1,
                max_length = 128
            )
        )]
        password: String,
    },
    /// By a code of the authenticator app.
    Totp {
        /// The six digits that the app shows.
        #[garde(custom(validation::totp_code))]
        #[cfg_attr(
            feature = "openapi",
            schema(example = "492039", min_length = 6, max_length = 16)
        )]
        code: String,
    },
    /// By a passkey, asked for by `POST /api/v1/auth/step-up/passkey/challenge`.
    Passkey {
        /// What `navigator.credentials.get` has answered, as its `toJSON` writes it.
        #[garde(skip)]
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        credential: Value,
    },
}

/// A browser that is asked for no second factor.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrustedDevice {
    /// The device's id.
    pub id: DeviceId,
    /// The browser by its name, as far as it tells.
    #[cfg_attr(feature = "openapi", schema(example = "Firefox"))]
    pub browser: Option<String>,
    /// The operating system by its name, as far as the browser tells.
    #[cfg_attr(feature = "openapi", schema(example = "Windows"))]
    pub system: Option<String>,
    /// What kind of device it is.
    pub device: Device,
    /// When it signed in last.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T11:20:54.031988Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub last_seen_at: DateTime<Utc>,
    /// Until when it is trusted.
    #[cfg_attr(feature = "openapi", schema(example = "2026-04-01T11:20:54.031988Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub trusted_until: DateTime<Utc>,
    /// Whether it is the one that asks.
    #[cfg_attr(feature = "openapi", schema(example = false))]
    pub is_current: bool,
}
