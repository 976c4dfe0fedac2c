//! What a notification makes stale. Who adds answers of which somebody is notified adds them here.

use contract::{notifications::NotificationKind, path};
use serde::Deserialize;

use super::is_below;

/// A notification, as far as it tells what it makes stale.
#[derive(Deserialize)]
struct Heard {
    kind: String,
}

/// Questions whose answers are old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stale {
    /// Those that were asked at a path itself, with whatever query.
    At(&'static str),
    /// Those that were asked at a path or below it.
    Below(&'static str),
}

impl Stale {
    fn holds(self, asked: &str) -> bool {
        match self {
            Self::At(path) => asked.split('?').next() == Some(path),
            Self::Below(path) => is_below(asked, path),
        }
    }
}

/// Says whether a question has another answer, now that a notification has come: JSON, as it is told.
pub(super) fn is_touched(notification: &str, asked: &str) -> bool {
    let heard = serde_json::from_str::<Heard>(notification).ok();
    let kind = heard.and_then(|heard| heard.kind.parse().ok());
    is_below(asked, path::NOTIFICATIONS) || stale(kind).iter().any(|stale| stale.holds(asked))
}

/// Names what a kind of notification is about; a kind that is not known here may be about anything.
fn stale(kind: Option<NotificationKind>) -> &'static [Stale] {
    match kind {
        // It is in the mail.
        Some(NotificationKind::InvitationReceived) => &[],
        // First of all the team: what is in it may be refused by now. Its page asks for that anew as soon
        // as it knows what its reader may do.
        Some(
            NotificationKind::RoleChanged
            | NotificationKind::RemovedFromTeam
            | NotificationKind::OfferAccepted,
        ) => &[Stale::At(path::TEAMS), Stale::At(path::USERS_ME)],
        // Members, invitations and the audit log; to whom the team is offered; until when it stays; its
        // projects.
        Some(
            NotificationKind::MemberJoined
            | NotificationKind::MemberLeft
            | NotificationKind::InvitationDeclined
            | NotificationKind::TeamOffered
            | NotificationKind::OfferWithdrawn
            | NotificationKind::OfferDeclined
            | NotificationKind::TeamDeleting
            | NotificationKind::TeamKept
            | NotificationKind::ProjectShared,
        ) => &[Stale::Below(path::TEAMS)],
        Some(NotificationKind::TeamMfaRequired) => &[Stale::At(path::TEAMS)],
        Some(NotificationKind::ExportReady) => &[Stale::Below(path::EXPORTS)],
        Some(NotificationKind::Impersonated) => &[Stale::Below(path::SECURITY_EVENTS)],
        None => &[
            Stale::Below(path::TEAMS),
            Stale::Below(path::EXPORTS),
            Stale::Below(path::SECURITY_EVENTS),
            Stale::At(path::USERS_ME),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTIONS: [&str; 9] = [
        "/api/v1/notifications?unread=true",
        "/api/v1/users/me",
        "/api/v1/users/me/exports",
        "/api/v1/users/me/security-events?limit=5",
        "/api/v1/teams?slug=engines",
        "/api/v1/teams/1/members?",
        "/api/v1/teams/1/invitations?limit=3",
        "/api/v1/sessions?limit=100",
        "/api/v1/users?search=ada",
    ];

    fn touched(kind: &str) -> Vec<&'static str> {
        let notification = format!(r#"{{"id":"1","kind":"{kind}","team_id":null,"data":{{}}}}"#);
        let asked = QUESTIONS.into_iter();
        asked
            .filter(|asked| is_touched(&notification, asked))
            .collect()
    }

    #[test]
    fn each_kind_makes_stale_what_it_is_about() {
        let [bell, me, exports, events, team, members, invitations, ..] = QUESTIONS;
        let of_teams = [bell, team, members, invitations];
        for kind in NotificationKind::ALL {
            let expected: &[&str] = match kind {
                NotificationKind::InvitationReceived => &[bell],
                NotificationKind::RoleChanged
                | NotificationKind::RemovedFromTeam
                | NotificationKind::OfferAccepted => &[bell, me, team],
                NotificationKind::TeamMfaRequired => &[bell, team],
                NotificationKind::ExportReady => &[bell, exports],
                NotificationKind::Impersonated => &[bell, events],
                NotificationKind::MemberJoined
                | NotificationKind::MemberLeft
                | NotificationKind::InvitationDeclined
                | NotificationKind::TeamOffered
                | NotificationKind::OfferWithdrawn
                | NotificationKind::OfferDeclined
                | NotificationKind::TeamDeleting
                | NotificationKind::TeamKept
                | NotificationKind::ProjectShared => &of_teams,
            };
            assert_eq!(touched(kind.as_str()), expected, "{kind}");
        }
    }

    #[test]
    fn a_kind_of_a_newer_version_may_be_about_anything() {
        let [bell, me, exports, events, team, members, invitations, ..] = QUESTIONS;
        let anything = [bell, me, exports, events, team, members, invitations];
        assert_eq!(touched("team_split"), anything);
        assert!(is_touched("", me), "neither can be read");
    }
}
