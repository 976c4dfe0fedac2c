//! The words of mails by which an account begins, or is come into again.

use i18n::Texts;

use super::content::{Action, Content, hours};
use crate::Settings;

pub(super) fn verify_email<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    url: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_verify_subject(),
        preview: texts.mail_verify_preview(),
        first_name,
        before: vec![texts.mail_verify_lead()],
        action: Action {
            label: texts.mail_verify_action(),
            url: url.to_owned(),
        },
        after: vec![texts.mail_link_expiry(hours(settings.verification_ttl))],
        reason: texts.mail_verify_reason(),
    }
}

pub(super) fn already_registered<'a>(
    texts: &'a Texts,
    first_name: &'a str,
    login_url: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_registered_subject(),
        preview: texts.mail_registered_preview(),
        first_name,
        before: vec![texts.mail_registered_lead()],
        action: Action {
            label: texts.mail_registered_action(),
            url: login_url.to_owned(),
        },
        after: vec![texts.mail_registered_calm().to_owned()],
        reason: texts.mail_registered_reason(),
    }
}

pub(super) fn register_again<'a>(texts: &'a Texts, url: &str) -> Content<'a> {
    Content {
        subject: texts.mail_again_subject(),
        preview: texts.mail_again_preview(),
        first_name: "",
        before: vec![texts.mail_again_lead(), texts.mail_again_ask()],
        action: Action {
            label: texts.mail_again_action(),
            url: url.to_owned(),
        },
        after: Vec::new(),
        reason: texts.mail_again_reason(),
    }
}

pub(super) fn reset_password<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    url: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_reset_subject(),
        preview: texts.mail_reset_preview(),
        first_name,
        before: vec![texts.mail_reset_lead()],
        action: Action {
            label: texts.mail_reset_action(),
            url: url.to_owned(),
        },
        after: vec![texts.mail_link_expiry(hours(settings.password_reset_ttl))],
        reason: texts.mail_reset_reason(),
    }
}

pub(super) fn reset_unconfirmed<'a>(texts: &'a Texts, url: &str) -> Content<'a> {
    Content {
        subject: texts.mail_unconfirmed_subject(),
        preview: texts.mail_unconfirmed_preview(),
        first_name: "",
        before: vec![texts.mail_unconfirmed_lead(), texts.mail_unconfirmed_ask()],
        action: Action {
            label: texts.mail_unconfirmed_action(),
            url: url.to_owned(),
        },
        after: Vec::new(),
        reason: texts.mail_unconfirmed_reason(),
    }
}
