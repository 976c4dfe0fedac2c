//! One table each, written by hand. They never leave a `store.rs`.

pub mod account_deletions;
pub mod api_keys;
pub mod challenges;
pub mod devices;
pub mod email_changes;
pub mod exports;
pub mod identities;
pub mod jobs;
pub mod lockouts;
pub mod oauth_flows;
pub mod passkey_ceremonies;
pub mod passkeys;
pub mod password_resets;
pub mod recovery_codes;
pub mod refresh_tokens;
pub mod registrations;
pub mod schedules;
pub mod security_events;
pub mod sessions;
pub mod totps;
pub mod users;
