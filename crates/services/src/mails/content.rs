//! What the words of every mail are made of.

use std::time::Duration;

use crate::Settings;

/// What all mails are made of.
pub(super) struct Content<'a> {
    pub(super) subject: &'a str,
    /// What mailboxes show beside the subject.
    pub(super) preview: &'a str,
    pub(super) first_name: &'a str,
    pub(super) before: Vec<&'a str>,
    pub(super) action: Action<'a>,
    pub(super) after: Vec<String>,
    /// Why the reader gets this mail.
    pub(super) reason: &'a str,
}

pub(super) struct Action<'a> {
    pub(super) label: &'a str,
    pub(super) url: String,
}

pub(super) fn security_url(settings: &Settings) -> String {
    format!("{}/settings/security", settings.public_url)
}

pub(super) fn hours(time: Duration) -> i64 {
    i64::try_from(time.as_secs().div_ceil(60 * 60)).unwrap_or(i64::MAX)
}
