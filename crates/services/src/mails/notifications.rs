//! The words of the mail about what was not read.

use contract::notifications::{Notification, NotificationData};
use i18n::Texts;

use super::{
    content::{Action, Content},
    names::speakable,
};
use crate::Settings;

pub(super) fn unread<'a>(
    texts: &'a Texts,
    settings: &Settings,
    first_name: &'a str,
    time_zone: &str,
    count: u64,
    news: &[Notification],
) -> Content<'a> {
    let lines = news.iter().map(|notification| {
        let Notification { kind, data, .. } = notification;
        format!("• {}", texts.notification(kind, &harmless(data), time_zone))
    });
    let told = u64::try_from(news.len()).unwrap_or(count);
    let rest = i64::try_from(count.saturating_sub(told)).unwrap_or(i64::MAX);
    let preferences = format!("{}/settings/notifications", settings.public_url);
    let mut after: Vec<String> = lines.collect();
    after.extend((rest > 0).then(|| texts.mail_unread_more(rest)));
    after.push(texts.mail_unread_preferences(&preferences));
    Content {
        subject: texts.mail_unread_subject(),
        preview: texts.mail_unread_preview(),
        first_name,
        before: vec![texts.mail_unread_lead()],
        action: Action {
            label: texts.mail_unread_action(),
            url: format!("{}/notifications", settings.public_url),
        },
        after,
        reason: texts.mail_unread_reason(),
    }
}

/// The same without names of which a mailbox would make a link: anyone can name a team as they like.
fn harmless(data: &NotificationData) -> NotificationData {
    let name = |name: &Option<String>| name.as_deref().and_then(speakable).map(str::to_owned);
    NotificationData {
        team: name(&data.team),
        slug: data.slug.clone(),
        actor: name(&data.actor),
        // Its reader has invited it.
        email: data.email.clone(),
        invitation_id: data.invitation_id,
        role: name(&data.role),
        built_in: data.built_in.clone(),
        project: name(&data.project),
        project_id: data.project_id,
        level: data.level.clone(),
        at: data.at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_to_who_has_invited_it_and_names_are_no_links() {
        let data = NotificationData {
            team: Some("evil.example".to_owned()),
            actor: Some("Ada".to_owned()),
            email: Some("grace@example.com".to_owned()),
            ..NotificationData::default()
        };
        let told = harmless(&data);
        assert_eq!(told.team, None);
        assert_eq!((told.actor, told.email), (data.actor, data.email));
    }
}
