//! Signing up, in and out.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{Locale, validation};

/// Sign up with an address and a password.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Where the confirmation goes.
    #[garde(custom(validation::email))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "grace@example.com",
            format = "email",
            min_length = 1,
            max_length = 254
        )
    )]
    pub email: String,
    /// At least ten characters, and not easy to guess.
    #[garde(custom(validation::password))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "three blue teapots",
            format = "password",
            min_length = 10,
            max_length = 128
        )
    )]
    pub password: String,
    /// The given name.
    #[garde(custom(validation::name))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Grace", min_length = 1, max_length = 80)
    )]
    pub first_name: String,
    /// The family name.
    #[garde(custom(validation::name))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Hopper", min_length = 1, max_length = 80)
    )]
    pub last_name: String,
    /// The language of the mail and of the account; by `Accept-Language` if absent.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub locale: Option<Locale>,
}

/// The answer to every sign-up, whether or not the address has an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registered {
    /// The address, as it was understood.
    #[cfg_attr(feature = "openapi", schema(example = "grace@example.com"))]
    pub email: String,
    /// Always `sent`.
    pub verification: Verification,
}

/// What was done about the proof of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verification {
    /// A mail is on its way.
    Sent,
}

/// Confirm an address with the token of a mail.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VerifyEmail {
    /// From the mail's link; works once, for 24 hours.
    #[garde(custom(validation::token))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "q3VbYc0R2mXfK8sLw1nTzA5hJ7dPeU9gB4iOrC6yQxE",
            min_length = 1,
            max_length = 128
        )
    )]
    pub token: String,
}

/// Unlock an account with the token of a mail.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// From the mail's link; works once, for 24 hours.
    #[garde(custom(validation::token))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "q3VbYc0R2mXfK8sLw1nTzA5hJ7dPeU9gB4iOrC6yQxE",
            min_length = 1,
            max_length = 128
        )
    )]
    pub token: String,
}

/// Ask for the confirmation mail again.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResendVerification {
    /// The address of the sign-up.
    #[garde(custom(validation::email))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "grace@example.com",
            format = "email",
            min_length = 1,
            max_length = 254
        )
    )]
    pub email: String,
}

/// Sign in with an address and a password.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The address of the account.
    #[garde(custom(validation::email))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "ada@example.com",
            format = "email",
            min_length = 1,
            max_length = 254
        )
    )]
    pub email: String,
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
    pub password: String,
}

/// Ask for a link to choose a new password.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ForgotPassword {
    /// The address of the account.
    #[garde(custom(validation::email))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "ada@example.com",
            format = "email",
            min_length = 1,
            max_length = 254
        )
    )]
    pub email: String,
}

/// Choose a new password with the token of a mail.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// From the mail's link; works once, for one hour.
    #[garde(custom(validation::token))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "q3VbYc0R2mXfK8sLw1nTzA5hJ7dPeU9gB4iOrC6yQxE",
            min_length = 1,
            max_length = 128
        )
    )]
    pub token: String,
    /// The password from now on.
    #[garde(custom(validation::password))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "four green kettles hum",
            format = "password",
            min_length = 10,
            max_length = 128
        )
    )]
    pub new_password: String,
}

/// Change one's own password.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password so far.
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
    pub current_password: String,
    /// The password from now on.
    #[garde(custom(validation::password))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "four green kettles hum",
            format = "password",
            min_length = 10,
            max_length = 128
        )
    )]
    pub new_password: String,
}

/// Ask how hard a password is to guess, before it is chosen.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordCheck {
    /// The password, as far as it is typed.
    #[garde(custom(validation::existing_password))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "three blue teapots",
            format = "password",
            min_length = 1,
            max_length = 128
        )
    )]
    pub password: String,
    /// The address of the account, which makes a password that holds it easy to guess.
    #[garde(custom(validation::identity))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "grace@example.com", max_length = 254)
    )]
    pub email: Option<String>,
    /// The given name, likewise.
    #[garde(custom(validation::identity))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "Grace", max_length = 254)
    )]
    pub first_name: Option<String>,
    /// The family name, likewise.
    #[garde(custom(validation::identity))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(nullable = false, example = "Hopper", max_length = 254)
    )]
    pub last_name: Option<String>,
}

/// How hard a password is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordStrength {
    /// From 0, among the first to be tried, to 4; what is not accepted has 2 at most.
    #[cfg_attr(feature = "openapi", schema(example = 3, minimum = 0, maximum = 4))]
    pub score: u8,
    /// Whether it would be taken for a new password.
    pub is_accepted: bool,
}
