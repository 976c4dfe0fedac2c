#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod account;
pub mod admin;
pub mod announcements;
pub mod api_keys;
pub mod audit;
pub mod auth;
pub mod identities;
pub mod ids;
pub mod invitations;
pub mod locale;
pub mod members;
pub mod mfa;
pub mod notifications;
pub mod oauth;
pub mod page;
pub mod passkeys;
mod patch;
pub mod path;
pub mod permission;
pub mod problem;
pub mod projects;
pub mod roles;
pub mod security_events;
pub mod sessions;
pub mod slug;
pub mod teams;
pub mod theme;
pub mod time;
pub mod users;
pub mod validation;
pub mod words;

pub use ids::{
    AnnouncementId, ApiKeyId, AuditEventId, DeviceId, ExportId, InvitationId, JobId, MemberId,
    NotificationId, PasskeyId, ProjectGrantId, ProjectId, RegistrationId, RoleId, SecurityEventId,
    SessionId, TeamId, UserId,
};
pub use locale::Locale;
pub use page::Page;
pub use patch::Patch;
pub use permission::{Permission, PermissionSet, perm};
pub use problem::Problem;
pub use theme::Theme;
