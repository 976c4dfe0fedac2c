//! A worded mail as the bytes that are sent.

use lettre::message::{
    Mailbox, Message, MultiPart, SinglePart,
    header::{HeaderName, HeaderValue},
};

use crate::{
    Settings,
    jobs::{JobError, JobInfo},
    mails::{Outgoing, SendMail, templates},
};

const CONTENT_LANGUAGE: HeaderName = HeaderName::new_from_ascii_str("Content-Language");
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");

/// Whether `text` can be the sender of mails: `Name <address>`, or an address alone.
pub fn is_sender(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// Words a mail and wraps it up: every attempt of one job gives the same bytes.
pub(super) fn compose(
    settings: &Settings,
    job: &SendMail,
    info: JobInfo,
) -> Result<Outgoing, JobError> {
    // Parsers' errors quote what they read, which may be someone's address.
    let from: Mailbox = settings.mail_from.parse().or(Err(JobError::retry(
        "the sender of mails in the settings is no address",
    )))?;
    let to: Mailbox = job
        .to
        .parse()
        .or(Err(JobError::permanent("the reader's address is none")))?;
    let rendered = templates::render(settings, job.locale, &job.mail)
        .map_err(|error| JobError::permanent(format!("the mail cannot be worded: {error}")))?;

    let message_id = format!("<{}@{}>", info.id, host(&settings.public_url));
    let parts = MultiPart::alternative()
        .boundary(info.id.uuid().simple().to_string())
        .singlepart(SinglePart::plain(rendered.text))
        .singlepart(SinglePart::html(rendered.html));
    let message = Message::builder()
        .from(from.clone())
        .to(to.clone())
        .subject(rendered.subject)
        .date(info.created_at.into())
        .message_id(Some(message_id.clone()))
        .raw_header(HeaderValue::new(
            CONTENT_LANGUAGE,
            job.locale.code().to_owned(),
        ))
        // Absence notices and the like are not sent in reply.
        .raw_header(HeaderValue::new(
            AUTO_SUBMITTED,
            "auto-generated".to_owned(),
        ))
        .multipart(parts)
        .or(Err(JobError::permanent("the mail cannot be put together")))?;
    Ok(Outgoing {
        from: from.email.to_string(),
        to: to.email.to_string(),
        message_id,
        raw: message.formatted(),
    })
}

/// The host of an origin.
fn host(origin: &str) -> &str {
    let authority = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let authority = authority.split('/').next().unwrap_or_default();
    match authority.rsplit_once(':') {
        // A colon inside brackets belongs to an IPv6 address.
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_ids_are_of_the_products_host() {
        for (origin, expected) in [
            ("https://app.example.com", "app.example.com"),
            ("http://localhost:8080", "localhost"),
            ("http://[::1]:8080/", "[::1]"),
            ("http://[::1]", "[::1]"),
        ] {
            assert_eq!(host(origin), expected, "{origin}");
        }
    }

    #[test]
    fn senders_are_addresses_with_or_without_a_name() {
        for sender in ["Pilaster <no-reply@example.com>", "no-reply@example.com"] {
            assert!(is_sender(sender), "{sender}");
        }
        for sender in ["", "Pilaster", "a@b\r\nBcc: c@d", "Pilaster <no-reply>"] {
            assert!(!is_sender(sender), "{sender}");
        }
    }
}
