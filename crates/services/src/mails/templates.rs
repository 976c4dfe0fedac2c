//! The words of mails, as HTML and as text.

use askama::Template;
use contract::Locale;
use i18n::Texts;

use super::{
    Mail, account,
    content::{Action, Content},
    invitation,
    names::speakable,
    notifications,
    security::{
        identity_linked, identity_unlinked, new_device, passkey_added, passkey_copied,
        passkey_removed, password_changed, recovery_code_used, session_theft, totp_enabled,
        totp_removed, unlock_account,
    },
    sign_up::{
        already_registered, register_again, reset_password, reset_unconfirmed, verify_email,
    },
};
use crate::Settings;

/// A worded mail.
pub(super) struct Rendered {
    pub(super) subject: String,
    pub(super) html: String,
    pub(super) text: String,
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
