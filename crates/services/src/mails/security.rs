//! The words of mails about what protects an account.

use i18n::Texts;

use super::content::{Action, Content, hours, security_url};
use crate::{Settings, lockouts::LOCK_TTL, user_agent};

pub(super) fn password_changed<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_password_subject(),
        preview: texts.mail_password_preview(),
        first_name,
        before: vec![texts.mail_password_lead()],
        action: Action {
            label: texts.mail_password_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_password_warning().to_owned()],
        reason: texts.mail_password_reason(),
    }
}

pub(super) fn identity_linked<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    provider: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_identity_linked_subject(),
        preview: texts.mail_identity_linked_preview(),
        first_name,
        before: vec![texts.mail_identity_linked_lead()],
        action: Action {
            label: texts.mail_identity_action(),
            url: security_url(settings),
        },
        after: vec![
            texts.mail_identity_provider(provider),
            texts.mail_identity_warning().to_owned(),
        ],
        reason: texts.mail_identity_reason(),
    }
}

pub(super) fn identity_unlinked<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    provider: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_identity_unlinked_subject(),
        preview: texts.mail_identity_unlinked_preview(),
        first_name,
        before: vec![texts.mail_identity_unlinked_lead()],
        action: Action {
            label: texts.mail_identity_action(),
            url: security_url(settings),
        },
        after: vec![
            texts.mail_identity_provider(provider),
            texts.mail_identity_warning().to_owned(),
        ],
        reason: texts.mail_identity_reason(),
    }
}

pub(super) fn session_theft<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_theft_subject(),
        preview: texts.mail_theft_preview(),
        first_name,
        before: vec![texts.mail_theft_lead()],
        action: Action {
            label: texts.mail_theft_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_theft_advice().to_owned()],
        reason: texts.mail_theft_reason(),
    }
}

pub(super) fn new_device<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    user_agent: &str,
    address: &str,
) -> Content<'a> {
    let device = user_agent::read(user_agent);
    let place = match (device.browser, device.system) {
        (Some(browser), Some(system)) => texts.mail_device_place(address, browser, system),
        (Some(name), None) | (None, Some(name)) => texts.mail_device_place_of(address, name),
        (None, None) => texts.mail_device_place_unknown(address),
    };
    Content {
        subject: texts.mail_device_subject(),
        preview: texts.mail_device_preview(),
        first_name,
        before: vec![texts.mail_device_lead()],
        action: Action {
            label: texts.mail_device_action(),
            url: security_url(settings),
        },
        after: vec![place, texts.mail_device_warning().to_owned()],
        reason: texts.mail_device_reason(),
    }
}

pub(super) fn totp_enabled<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_totp_enabled_subject(),
        preview: texts.mail_totp_enabled_preview(),
        first_name,
        before: vec![texts.mail_totp_enabled_lead()],
        action: Action {
            label: texts.mail_password_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_totp_warning().to_owned()],
        reason: texts.mail_totp_reason(),
    }
}

pub(super) fn totp_removed<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_totp_removed_subject(),
        preview: texts.mail_totp_removed_preview(),
        first_name,
        before: vec![texts.mail_totp_removed_lead()],
        action: Action {
            label: texts.mail_password_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_totp_warning().to_owned()],
        reason: texts.mail_totp_reason(),
    }
}

pub(super) fn recovery_code_used<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    left: u64,
) -> Content<'a> {
    let left = i64::try_from(left).unwrap_or(i64::MAX);
    Content {
        subject: texts.mail_recovery_code_subject(),
        preview: texts.mail_recovery_code_preview(),
        first_name,
        before: vec![texts.mail_recovery_code_lead()],
        action: Action {
            label: texts.mail_password_action(),
            url: security_url(settings),
        },
        after: vec![
            texts.mail_recovery_code_left(left),
            texts.mail_totp_warning().to_owned(),
        ],
        reason: texts.mail_totp_reason(),
    }
}

pub(super) fn unlock_account<'a>(texts: &'a Texts, first_name: &'a str, url: &str) -> Content<'a> {
    Content {
        subject: texts.mail_unlock_subject(),
        preview: texts.mail_unlock_preview(),
        first_name,
        before: vec![texts.mail_unlock_lead()],
        action: Action {
            label: texts.mail_unlock_action(),
            url: url.to_owned(),
        },
        after: vec![
            texts.mail_link_expiry(hours(LOCK_TTL)),
            texts.mail_unlock_advice().to_owned(),
        ],
        reason: texts.mail_unlock_reason(),
    }
}

pub(super) fn passkey_added<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    let words = [
        texts.mail_passkey_added_subject(),
        texts.mail_passkey_added_preview(),
        texts.mail_passkey_added_lead(),
    ];
    passkey(texts, settings, first_name, words)
}

pub(super) fn passkey_removed<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    let words = [
        texts.mail_passkey_removed_subject(),
        texts.mail_passkey_removed_preview(),
        texts.mail_passkey_removed_lead(),
    ];
    passkey(texts, settings, first_name, words)
}

pub(super) fn passkey_copied<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    let words = [
        texts.mail_passkey_copied_subject(),
        texts.mail_passkey_copied_preview(),
        texts.mail_passkey_copied_lead(),
    ];
    passkey(texts, settings, first_name, words)
}

fn passkey<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    [subject, preview, lead]: [&'a str; 3],
) -> Content<'a> {
    Content {
        subject,
        preview,
        first_name,
        before: vec![lead],
        action: Action {
            label: texts.mail_password_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_passkey_warning().to_owned()],
        reason: texts.mail_password_reason(),
    }
}
