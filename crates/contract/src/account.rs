//! One's own account as a whole: its address, its end, and what is kept of its owner.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{ExportId, time, validation};

/// Change the address of the account.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEmail {
    /// The address from then on.
    #[garde(custom(validation::email))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "ada@example.org",
            format = "email",
            min_length = 1,
            max_length = 254
        )
    )]
    pub email: String,
}

/// Confirm a change of address with the token of a mail.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmailChange {
    /// From the link of the mail to the old or to the new address; works for 24 hours.
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

/// How far a change of address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChange {
    /// Whether both addresses have confirmed it.
    pub state: EmailChangeState,
}

/// Whether both addresses have confirmed a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum EmailChangeState {
    /// The other address has to confirm it too.
    Waiting,
    /// The account has the new address.
    Changed,
}

/// Undo a change of address with the token of a mail.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UndoEmailChange {
    /// From the link of the mail to the old address; works for 7 days.
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

/// Keep an account that was to be deleted, with the token of a mail.
#[derive(Clone, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelDeletion {
    /// From the mail's link; works until the account is deleted.
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

/// When an account will be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deletion {
    /// Until then it can be kept, by the link of the mail.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-16T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub delete_at: DateTime<Utc>,
}

/// An archive of what is kept of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// The archive's id.
    pub id: ExportId,
    /// Whether it can be downloaded.
    pub state: ExportState,
    /// The number of its bytes, once it is ready.
    #[cfg_attr(feature = "openapi", schema(example = 20480))]
    pub size: Option<i64>,
    /// When it was asked for.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-02T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub created_at: DateTime<Utc>,
    /// Until when it is kept.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-09T09:41:07.215604Z"))]
    #[serde(deserialize_with = "time::deserialize")]
    pub expires_at: DateTime<Utc>,
}

/// Whether an archive can be downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ExportState {
    /// It is being made.
    Pending,
    /// It can be downloaded.
    Ready,
}
