//! The words of invitations.

use contract::invitations::LIFE_DAYS;
use i18n::Texts;

use super::{
    Mail,
    content::{Action, Content},
    names::speakable,
};

/// The words that hold names, which are made before the others are put around them.
pub(super) struct Told {
    subject: String,
    lead: String,
}

/// Says who invites and into which team, unless one of the names could be an advertisement.
pub(super) fn told(texts: &Texts, mail: &Mail) -> Told {
    let names = match mail {
        Mail::Invitation { inviter, team, .. } => speakable(inviter).zip(speakable(team)),
        _ => None,
    };
    match names {
        Some((inviter, team)) => Told {
            subject: texts.mail_invitation_subject(inviter, team),
            lead: texts.mail_invitation_lead(inviter, team),
        },
        None => Told {
            subject: texts.mail_invitation_nameless_subject().to_owned(),
            lead: texts.mail_invitation_nameless_lead().to_owned(),
        },
    }
}

pub(super) fn content<'a>(
    texts: &'a Texts,
    told: &'a Told,
    first_name: &'a str,
    url: &str,
) -> Content<'a> {
    Content {
        subject: &told.subject,
        preview: texts.mail_invitation_preview(),
        first_name,
        before: vec![&told.lead, texts.mail_invitation_ask()],
        action: Action {
            label: texts.mail_invitation_action(),
            url: url.to_owned(),
        },
        after: vec![texts.mail_invitation_expiry(LIFE_DAYS)],
        reason: texts.mail_invitation_reason(),
    }
}
