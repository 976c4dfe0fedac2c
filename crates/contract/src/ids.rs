//! Typed ids: distinct types over one `UUIDv7`, plain UUIDs on the wire.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Uuid, example = "019a3c5e-7d20-7b6a-9f43-2c1f0e8b6d57"))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that is known to name such a thing.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The UUID underneath, for stores.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's account.
    UserId;
    /// One signed-in browser or device.
    SessionId;
    /// One attempt to sign up, until its address is confirmed.
    RegistrationId;
    /// One queued piece of work.
    JobId;
    /// One line of the security record.
    SecurityEventId;
    /// One browser from which somebody has signed in.
    DeviceId;
    /// A program's key to somebody's account.
    ApiKeyId;
    /// An archive of what is kept of somebody.
    ExportId;
    /// A passkey of a user.
    PasskeyId;
    /// A team.
    TeamId;
    /// Somebody's membership in a team.
    MemberId;
    /// A role, of a team or in the product.
    RoleId;
    /// An invitation into a team.
    InvitationId;
    /// A project of a team.
    ProjectId;
    /// What is shared of a project with somebody.
    ProjectGrantId;
    /// One line of an audit log.
    AuditEventId;
    /// One piece of news for somebody.
    NotificationId;
    /// One piece of news for everybody.
    AnnouncementId;
}
