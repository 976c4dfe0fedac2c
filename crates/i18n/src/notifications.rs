use contract::notifications::{NotificationData, NotificationKind};

use crate::{CivilDateTime, Texts};

impl Texts {
    /// Words a notification, with times as they are in the time zone `zone`.
    ///
    /// A kind that is newer than this build is told without saying what it is, and so is a name that is
    /// not known.
    pub fn notification(&self, kind: &str, data: &NotificationData, zone: &str) -> String {
        let actor = data.actor.as_deref();
        let actor = actor.unwrap_or_else(|| self.notifications_somebody());
        let team = data.team.as_deref();
        let team = team.unwrap_or_else(|| self.notifications_a_team());
        let role = data.built_in.as_deref().and_then(|role| self.role(role));
        let role = role.or(data.role.as_deref());
        let day = |at| self.date(CivilDateTime::in_zone(at, zone));
        let Ok(kind) = kind.parse::<NotificationKind>() else {
            return self.notifications_kind_other().to_owned();
        };
        match kind {
            NotificationKind::InvitationReceived => self.notifications_invited(actor, team),
            NotificationKind::RoleChanged => {
                let role = role.unwrap_or_else(|| self.notifications_a_role());
                self.notifications_role(actor, role, team)
            }
            NotificationKind::RemovedFromTeam => self.notifications_removed(actor, team),
            NotificationKind::MemberJoined => self.notifications_joined(actor, team),
            NotificationKind::MemberLeft => self.notifications_left(actor, team),
            NotificationKind::InvitationDeclined => {
                let email = data.email.as_deref();
                let email = email.unwrap_or_else(|| self.notifications_somebody());
                self.notifications_turned_down(email, team)
            }
            NotificationKind::TeamOffered => self.notifications_offered(actor, team),
            NotificationKind::OfferWithdrawn => self.notifications_withdrawn(actor, team),
            NotificationKind::OfferAccepted => self.notifications_accepted(actor, team),
            NotificationKind::OfferDeclined => self.notifications_declined(actor, team),
            NotificationKind::TeamDeleting => match data.at.map(day) {
                Some(day) => self.notifications_deleting(actor, &day, team),
                None => self.notifications_kind_other().to_owned(),
            },
            NotificationKind::TeamKept => self.notifications_kept(actor, team),
            NotificationKind::TeamMfaRequired => match data.at.map(day) {
                Some(day) => self.notifications_mfa(&day, team),
                None => self.notifications_kind_other().to_owned(),
            },
            NotificationKind::ProjectShared => {
                let project = data.project.as_deref();
                let project = project.unwrap_or_else(|| self.notifications_a_project());
                let level = data.level.as_deref().unwrap_or_default();
                self.notifications_shared(actor, level, project, team)
            }
            NotificationKind::ExportReady => self.notifications_export().to_owned(),
            NotificationKind::Impersonated => self.notifications_impersonated().to_owned(),
        }
    }

    /// Names a kind of notification, as the preferences do.
    pub fn notification_kind(&self, kind: NotificationKind) -> &str {
        match kind {
            NotificationKind::InvitationReceived => self.notifications_kind_invited(),
            NotificationKind::RoleChanged => self.notifications_kind_role(),
            NotificationKind::RemovedFromTeam => self.notifications_kind_removed(),
            NotificationKind::MemberJoined => self.notifications_kind_joined(),
            NotificationKind::MemberLeft => self.notifications_kind_left(),
            NotificationKind::InvitationDeclined => self.notifications_kind_turned_down(),
            NotificationKind::TeamOffered => self.notifications_kind_offered(),
            NotificationKind::OfferWithdrawn => self.notifications_kind_withdrawn(),
            NotificationKind::OfferAccepted => self.notifications_kind_accepted(),
            NotificationKind::OfferDeclined => self.notifications_kind_declined(),
            NotificationKind::TeamDeleting => self.notifications_kind_deleting(),
            NotificationKind::TeamKept => self.notifications_kind_kept(),
            NotificationKind::TeamMfaRequired => self.notifications_kind_mfa(),
            NotificationKind::ProjectShared => self.notifications_kind_shared(),
            NotificationKind::ExportReady => self.notifications_kind_export(),
            NotificationKind::Impersonated => self.notifications_kind_impersonated(),
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use contract::{Locale, projects::ProjectGrantLevel};

    use super::*;

    #[test]
    fn every_kind_has_words_of_its_own_in_every_language() {
        for locale in Locale::ALL {
            let texts = Texts::embedded(locale);
            let data = NotificationData {
                at: chrono::DateTime::from_timestamp(1_767_323_045, 0),
                ..NotificationData::default()
            };
            let mut words: Vec<_> = NotificationKind::ALL
                .iter()
                .map(|kind| texts.notification(kind.as_str(), &data, "UTC"))
                .collect();
            words.push(texts.notification("juggled", &data, "UTC"));
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), NotificationKind::ALL.len() + 1, "{words:?}");
        }
    }

    #[test]
    fn names_are_those_of_the_time() {
        let data = NotificationData {
            team: Some("Engines".to_owned()),
            actor: Some("Ada Lovelace".to_owned()),
            role: Some("Admin".to_owned()),
            built_in: Some("admin".to_owned()),
            ..NotificationData::default()
        };
        let words = Texts::embedded(Locale::En).notification("role_changed", &data, "UTC");
        assert_eq!(words, "Ada Lovelace changed your role in Engines to Admin");
    }

    #[test]
    fn a_declined_invitation_is_told_by_its_address() {
        let data = NotificationData {
            team: Some("Engines".to_owned()),
            email: Some("grace@example.com".to_owned()),
            ..NotificationData::default()
        };
        let words = Texts::embedded(Locale::En).notification("invitation_declined", &data, "UTC");
        assert_eq!(
            words,
            "grace@example.com declined your invitation to Engines"
        );
    }

    #[test]
    fn what_is_shared_is_told_with_its_level() {
        let words = |level: &str| {
            let data = NotificationData {
                team: Some("Engines".to_owned()),
                actor: Some("Ada Lovelace".to_owned()),
                project: Some("Mill".to_owned()),
                level: Some(level.to_owned()),
                ..NotificationData::default()
            };
            Texts::embedded(Locale::En).notification("project_shared", &data, "UTC")
        };
        let shared = "Ada Lovelace shared Mill in Engines with you.";
        assert_eq!(words("viewer"), format!("{shared} You can view it"));
        assert_eq!(words("editor"), format!("{shared} You can edit it"));
        assert_eq!(words("juggler"), words("viewer"), "a level to come");
        let all = ProjectGrantLevel::ALL.map(|level| words(level.as_str()));
        assert_ne!(all[0], all[1]);
    }
}
