//! The words of mails about an account as a whole.

use chrono::{DateTime, Utc};
use i18n::{CivilDateTime, Texts};

use super::content::{Action, Content, hours, security_url};
use crate::Settings;

pub(super) fn confirm_old<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    email: &str,
    url: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_email_old_subject(),
        preview: texts.mail_email_old_preview(),
        first_name,
        before: vec![texts.mail_email_old_lead()],
        action: Action {
            label: texts.mail_email_old_action(),
            url: url.to_owned(),
        },
        after: vec![
            texts.mail_email_old_address(email),
            texts.mail_link_expiry(hours(settings.verification_ttl)),
        ],
        reason: texts.mail_email_old_reason(),
    }
}

pub(super) fn confirm_new<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    url: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_email_new_subject(),
        preview: texts.mail_email_new_preview(),
        first_name,
        before: vec![texts.mail_email_new_lead()],
        action: Action {
            label: texts.mail_email_new_action(),
            url: url.to_owned(),
        },
        after: vec![texts.mail_link_expiry(hours(settings.verification_ttl))],
        reason: texts.mail_email_new_reason(),
    }
}

pub(super) fn wanted<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_email_wanted_subject(),
        preview: texts.mail_email_wanted_preview(),
        first_name,
        before: vec![texts.mail_email_wanted_lead()],
        action: Action {
            label: texts.mail_email_wanted_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_email_wanted_calm().to_owned()],
        reason: texts.mail_email_wanted_reason(),
    }
}

pub(super) fn changed<'a>(
    texts: &'a Texts,
    first_name: &'a str,
    email: &str,
    url: &str,
) -> Content<'a> {
    Content {
        subject: texts.mail_email_changed_subject(),
        preview: texts.mail_email_changed_preview(),
        first_name,
        before: vec![texts.mail_email_changed_lead()],
        action: Action {
            label: texts.mail_email_changed_action(),
            url: url.to_owned(),
        },
        after: vec![
            texts.mail_email_changed_address(email),
            texts.mail_email_changed_calm().to_owned(),
        ],
        reason: texts.mail_email_changed_reason(),
    }
}

pub(super) fn restored<'a>(texts: &'a Texts, first_name: &'a str, url: &str) -> Content<'a> {
    Content {
        subject: texts.mail_email_restored_subject(),
        preview: texts.mail_email_restored_preview(),
        first_name,
        before: vec![texts.mail_email_restored_lead()],
        action: Action {
            label: texts.mail_email_restored_action(),
            url: url.to_owned(),
        },
        after: vec![texts.mail_email_restored_advice().to_owned()],
        reason: texts.mail_email_restored_reason(),
    }
}

pub(super) fn deactivated<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_deactivated_subject(),
        preview: texts.mail_deactivated_preview(),
        first_name,
        before: vec![texts.mail_deactivated_lead()],
        action: Action {
            label: texts.mail_deactivated_action(),
            url: settings.public_url.clone(),
        },
        after: vec![texts.mail_deactivated_advice().to_owned()],
        reason: texts.mail_deactivated_reason(),
    }
}

pub(super) fn deactivated_by_staff<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_staff_deactivated_subject(),
        preview: texts.mail_staff_deactivated_preview(),
        first_name,
        before: vec![texts.mail_staff_deactivated_lead()],
        action: Action {
            label: texts.mail_deactivated_action(),
            url: settings.public_url.clone(),
        },
        after: vec![texts.mail_staff_deactivated_advice().to_owned()],
        reason: texts.mail_deactivated_reason(),
    }
}

pub(super) fn mfa_reset_by_staff<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_staff_mfa_reset_subject(),
        preview: texts.mail_staff_mfa_reset_preview(),
        first_name,
        before: vec![texts.mail_staff_mfa_reset_lead()],
        action: Action {
            label: texts.mail_staff_mfa_reset_action(),
            url: security_url(settings),
        },
        after: vec![texts.mail_staff_mfa_reset_advice().to_owned()],
        reason: texts.mail_deactivated_reason(),
    }
}

pub(super) fn deleting<'a>(
    texts: &'a Texts,
    first_name: &'a str,
    url: &str,
    delete_at: DateTime<Utc>,
) -> Content<'a> {
    let day = texts.date(CivilDateTime::in_zone(delete_at, "UTC"));
    Content {
        subject: texts.mail_deleting_subject(),
        preview: texts.mail_deleting_preview(),
        first_name,
        before: vec![texts.mail_deleting_lead()],
        action: Action {
            label: texts.mail_deleting_action(),
            url: url.to_owned(),
        },
        after: vec![
            texts.mail_deleting_day(&day),
            texts.mail_deleting_calm().to_owned(),
        ],
        reason: texts.mail_deleting_reason(),
    }
}

pub(super) fn deleted<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
) -> Content<'a> {
    Content {
        subject: texts.mail_deleted_subject(),
        preview: texts.mail_deleted_preview(),
        first_name,
        before: vec![texts.mail_deleted_lead()],
        action: Action {
            label: texts.mail_deleted_action(),
            url: settings.public_url.clone(),
        },
        after: vec![texts.mail_deleted_return().to_owned()],
        reason: texts.mail_deleted_reason(),
    }
}

pub(super) fn export_ready<'a>(texts: &'a Texts, first_name: &'a str, url: &str) -> Content<'a> {
    Content {
        subject: texts.mail_export_subject(),
        preview: texts.mail_export_preview(),
        first_name,
        before: vec![texts.mail_export_lead()],
        action: Action {
            label: texts.mail_export_action(),
            url: url.to_owned(),
        },
        after: vec![texts.mail_export_expiry().to_owned()],
        reason: texts.mail_export_reason(),
    }
}
