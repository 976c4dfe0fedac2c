//! The words of mails, as HTML and as text.

use std::time::Duration;

use askama::Template;
use contract::Locale;
use i18n::Texts;

use crate::{
    Settings,
    lockouts::LOCK_TTL,
    mails::{Mail, account, invitation, names::speakable, notifications},
    user_agent,
};

/// A worded mail.
pub(super) struct Rendered {
    pub(super) subject: String,
    pub(super) html: String,
    pub(super) text: String,
}

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

#[derive(Template)]
#[template(path = "mail.html")]
struct Html<'a> {
    locale: Locale,
    fonts: &'static str,
    start: &'static str,
    subject: &'a str,
    preview: &'a str,
    greeting: &'a str,
    before: &'a [&'a str],
    action: &'a Action<'a>,
    after: &'a [String],
    hint: &'a str,
    reason: &'a str,
}

#[derive(Template)]
#[template(path = "mail.txt")]
struct Text<'a> {
    greeting: &'a str,
    before: &'a [&'a str],
    action: &'a Action<'a>,
    after: &'a [String],
    reason: &'a str,
}

/// Words `mail` in the language `locale`.
pub(super) fn render(
    settings: &Settings,
    locale: Locale,
    mail: &Mail,
) -> Result<Rendered, askama::Error> {
    let texts = Texts::embedded(locale);
    let told = invitation::told(texts, mail);
    let Content {
        subject,
        preview,
        first_name,
        before,
        action,
        after,
        reason,
    } = content(texts, settings, mail, &told);
    let greeting = match speakable(first_name) {
        Some(name) => texts.mail_hello(name),
        None => texts.mail_hello_nameless().to_owned(),
    };
    let html = Html {
        locale,
        fonts: "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
        start: if locale.is_rtl() { "right" } else { "left" },
        subject,
        preview,
        greeting: &greeting,
        before: &before,
        action: &action,
        after: &after,
        hint: texts.mail_link_hint(),
        reason,
    };
    let text = Text {
        greeting: &greeting,
        before: &before,
        action: &action,
        after: &after,
        reason,
    };
    Ok(Rendered {
        subject: subject.to_owned(),
        html: html.render()?,
        text: text.render()?,
    })
}

fn content<'a>(
    texts: &'a Texts,
    settings: &Settings,
    mail: &'a Mail,
    told: &'a invitation::Told,
) -> Content<'a> {
    match mail {
        Mail::VerifyEmail { first_name, url } => verify_email(texts, settings, first_name, url),
        Mail::AlreadyRegistered {
            first_name,
            login_url,
        } => already_registered(texts, first_name, login_url),
        Mail::RegisterAgain { url } => register_again(texts, url),
        Mail::ResetPassword { first_name, url } => reset_password(texts, settings, first_name, url),
        Mail::ResetUnconfirmed { url } => reset_unconfirmed(texts, url),
        Mail::PasswordChanged { first_name } => password_changed(texts, settings, first_name),
        Mail::NewDevice {
            first_name,
            user_agent,
            address,
        } => new_device(texts, settings, first_name, user_agent, address),
        Mail::TotpEnabled { first_name } => totp_enabled(texts, settings, first_name),
        Mail::TotpRemoved { first_name } => totp_removed(texts, settings, first_name),
        Mail::RecoveryCodeUsed { first_name, left } => {
            recovery_code_used(texts, settings, first_name, *left)
        }
        Mail::IdentityLinked {
            first_name,
            provider,
        } => identity_linked(texts, settings, first_name, provider),
        Mail::IdentityUnlinked {
            first_name,
            provider,
        } => identity_unlinked(texts, settings, first_name, provider),
        Mail::PasskeyAdded { first_name } => passkey_added(texts, settings, first_name),
        Mail::PasskeyRemoved { first_name } => passkey_removed(texts, settings, first_name),
        Mail::PasskeyCopied { first_name } => passkey_copied(texts, settings, first_name),
        Mail::SessionTheft { first_name } => session_theft(texts, settings, first_name),
        Mail::UnlockAccount { first_name, url } => unlock_account(texts, first_name, url),
        Mail::ConfirmEmailOld {
            first_name,
            email,
            url,
        } => account::confirm_old(texts, settings, first_name, email, url),
        Mail::ConfirmEmailNew { first_name, url } => {
            account::confirm_new(texts, settings, first_name, url)
        }
        Mail::EmailWanted { first_name } => account::wanted(texts, settings, first_name),
        Mail::EmailChanged {
            first_name,
            email,
            url,
        } => account::changed(texts, first_name, email, url),
        Mail::EmailRestored { first_name, url } => account::restored(texts, first_name, url),
        Mail::AccountDeactivated { first_name } => {
            account::deactivated(texts, settings, first_name)
        }
        Mail::DeactivatedByStaff { first_name } => {
            account::deactivated_by_staff(texts, settings, first_name)
        }
        Mail::MfaResetByStaff { first_name } => {
            account::mfa_reset_by_staff(texts, settings, first_name)
        }
        Mail::AccountDeleting {
            first_name,
            url,
            delete_at,
        } => account::deleting(texts, first_name, url, *delete_at),
        Mail::AccountDeleted { first_name } => account::deleted(texts, settings, first_name),
        Mail::UnreadNotifications {
            first_name,
            time_zone,
            count,
            news,
        } => notifications::unread(texts, settings, first_name, time_zone, *count, news),
        Mail::ExportReady { first_name, url } => account::export_ready(texts, first_name, url),
        Mail::Invitation {
            first_name, url, ..
        } => invitation::content(texts, told, first_name, url),
    }
}

fn verify_email<'a>(
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

fn already_registered<'a>(texts: &'a Texts, first_name: &'a str, login_url: &str) -> Content<'a> {
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

fn register_again<'a>(texts: &'a Texts, url: &str) -> Content<'a> {
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

fn reset_password<'a>(
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

fn reset_unconfirmed<'a>(texts: &'a Texts, url: &str) -> Content<'a> {
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

fn password_changed<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
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

fn identity_linked<'a>(
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

fn identity_unlinked<'a>(
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

fn session_theft<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
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

fn new_device<'a>(
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

fn totp_enabled<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
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

fn totp_removed<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
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

fn recovery_code_used<'a>(
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

fn unlock_account<'a>(texts: &'a Texts, first_name: &'a str, url: &str) -> Content<'a> {
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

fn passkey_added<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
    let words = [
        texts.mail_passkey_added_subject(),
        texts.mail_passkey_added_preview(),
        texts.mail_passkey_added_lead(),
    ];
    passkey(texts, settings, first_name, words)
}

fn passkey_removed<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
    let words = [
        texts.mail_passkey_removed_subject(),
        texts.mail_passkey_removed_preview(),
        texts.mail_passkey_removed_lead(),
    ];
    passkey(texts, settings, first_name, words)
}

fn passkey_copied<'a>(texts: &'a Texts, settings: &Settings, first_name: &'a str) -> Content<'a> {
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

pub(super) fn security_url(settings: &Settings) -> String {
    format!("{}/settings/security", settings.public_url)
}

pub(super) fn hours(time: Duration) -> i64 {
    i64::try_from(time.as_secs().div_ceil(60 * 60)).unwrap_or(i64::MAX)
}
